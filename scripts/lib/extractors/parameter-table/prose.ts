import type { PageLine } from './page-line.ts'

/** A text that stood on several lines, and which line stated each character of it. */
export interface Prose {
  text: string
  /** The first line. */
  line: number
  lineAt: (offset: number) => number
}

/** What never stands behind a blank: it belongs to the word on the line before. */
const CLOSING_PUNCTUATION = /^(?:[,.;:!?)\]}%，。；：！？）]|['’]s\b)/

const SENTENCE_END = /[.!?。！？]["'”’)\]]?$/

/**
 * Joins the lines of a rendered text as a reader sees it. The rendering breaks the line behind each inline code, so a
 * line may begin with the comma of the one before.
 */
export function joinLines(lines: readonly [PageLine, ...PageLine[]]): Prose {
  let text = ''
  const starts: { offset: number; line: number }[] = []
  for (const { value, line } of lines) {
    if (text !== '' && !beginsWithClosingPunctuation(value)) text += ' '
    starts.push({ offset: text.length, line })
    text += value
  }
  const [{ line: firstLine }] = lines
  return {
    text,
    line: firstLine,
    lineAt: (offset) => starts.findLast((start) => start.offset <= offset)?.line ?? firstLine,
  }
}

export function beginsWithClosingPunctuation(text: string): boolean {
  return CLOSING_PUNCTUATION.test(text)
}

export function endsSentence(text: string): boolean {
  return SENTENCE_END.test(text)
}
