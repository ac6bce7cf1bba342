import type { ExtractionProblem } from '../extraction.ts'

/** Something that a page says, and the line that says it, from 1. */
export interface PageValue<Value> {
  value: Value
  line: number
}

/** A line of a page, trimmed. */
export type PageLine = PageValue<string>

/** What the docs site sets under a page. It says nothing of the API, whatever section it follows. */
const FOOTER = /^Last updated(?:$|:|\s+(?:at|on|an?|\d+)\b)/

/** Thrown where a page cannot be read; the extractor turns it into its result. */
export class PageProblem extends Error {
  override readonly name = 'PageProblem'
  readonly problem: ExtractionProblem

  constructor(code: ExtractionProblem['code'], line: number, message: string) {
    super(message)
    this.problem = { code, line, message }
  }
}

/** The lines of a page that hold text, without the footer. */
export function readPageLines(pageText: string): PageLine[] {
  const lines = pageText
    .split('\n')
    .map((text, index) => ({ value: text.trim(), line: index + 1 }))
    .filter(({ value }) => value !== '')
  const last = lines.at(-1)
  return last && FOOTER.test(last.value) ? lines.slice(0, -1) : lines
}

/** Whether a list of lines has one to begin with. */
export function isFilled(lines: readonly PageLine[]): lines is [PageLine, ...PageLine[]] {
  return lines.length > 0
}
