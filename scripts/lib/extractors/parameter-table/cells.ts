import { isFilled, PageProblem, type PageLine, type PageValue } from './page-line.ts'
import { beginsWithClosingPunctuation, endsSentence, joinLines, type Prose } from './prose.ts'
import { readValue, type TypeWord } from './type-words.ts'

/** What a row says behind its type and Yes or No. Either cell may be empty. */
export interface Cells {
  description: Prose | undefined
  example: PageValue<unknown> | undefined
}

/** Words that go on with a sentence. A text that begins with another one could as well be an example. */
const JOINING_WORD =
  /^(?:and|as|at|but|by|can|for|from|if|in|is|are|may|must|of|on|or|so|than|that|then|to|when|which|will|with)\s/

/**
 * Tells the description's lines from the example's, which is always the last. A description goes on while its
 * sentence has no end; where a line could be either, that is a problem.
 */
export function readCells(type: TypeWord, lines: readonly PageLine[]): Cells {
  if (!isFilled(lines)) return { description: undefined, example: undefined }
  const [first, ...rest] = lines
  if (beginsWithClosingPunctuation(first.value) || /^(?:and|or|but)\s/.test(first.value)) {
    throw unreadable(first, 'begins in the middle of a sentence')
  }
  if (rest.length === 0) return readOnlyCell(type, first)
  if (!isDescriptionStart(first.value, type)) throw unreadable(first, 'stands where a row is described')

  const description: [PageLine, ...PageLine[]] = [first]
  let previous = first
  for (const line of rest) {
    if (!goesOn(previous, line, type, line === rest.at(-1))) break
    description.push(line)
    previous = line
  }
  const [exampleLine, stray] = rest.slice(description.length - 1)
  const example = exampleLine && readExample(previous, exampleLine, type)
  if (stray) throw unreadable(stray, 'stands behind the example of its row')
  const prose = joinLines(description)
  if (!isWhole(prose.text)) throw unreadable(first, 'stands where a row is described')
  return { description: prose, example }
}

/** The only line of a row: a sentence, or a value. */
function readOnlyCell(type: TypeWord, line: PageLine): Cells {
  const value = readValue(line.value, type)
  const example = { description: undefined, example: { value, line: line.line } }
  const description = { description: joinLines([line]), example: undefined }
  const isOneWord = !/\s/.test(line.value)
  if (type !== 'string') {
    if (value !== undefined) return example
    if (isDescriptionStart(line.value, type) && isWhole(line.value)) return description
  } else {
    const isQuoted = value !== line.value
    if (isQuoted || (isOneWord && !endsSentence(line.value))) return example
    if (!isOneWord && endsSentence(line.value)) return description
  }
  throw unreadable(line, 'could be a description or an example')
}

/** Whether a line goes on with the description that `previous` left open. Repeating its end, it is the example. */
function goesOn(previous: PageLine, line: PageLine, type: TypeWord, isLast: boolean): boolean {
  if (endsSentence(previous.value)) return false
  if (beginsWithClosingPunctuation(line.value)) return true
  if (previous.value.endsWith(line.value)) return false
  if (type !== 'string' && readValue(line.value, type) !== undefined) return false
  if (!isLast || JOINING_WORD.test(line.value)) return true
  return type !== 'string' && /^\p{Ll}.*\s/u.test(line.value)
}

function readExample(previous: PageLine, line: PageLine, type: TypeWord): PageValue<unknown> {
  const value = readValue(line.value, type)
  if (value === undefined) throw unreadable(line, `neither goes on with the description nor is a value of type ${type}`)
  const isApart = endsSentence(previous.value) || previous.value.endsWith(line.value)
  const couldGoOn = type === 'string' && !isApart && /\s/.test(line.value)
  if (couldGoOn && (/^\p{Ll}/u.test(line.value) || endsSentence(line.value))) {
    throw unreadable(line, 'could be the end of the description or an example')
  }
  return { value, line: line.line }
}

/** Words or a range, and no value. */
function isDescriptionStart(text: string, type: TypeWord): boolean {
  if (type !== 'string' && readValue(text, type) !== undefined) return false
  return /[\p{L}~]/u.test(text) && !/^[[{]/.test(text)
}

/** One word alone is a description only where it is a sentence. */
function isWhole(text: string): boolean {
  return /\s/.test(text) || endsSentence(text)
}

function unreadable({ value, line }: PageLine, reason: string): PageProblem {
  return new PageProblem('DC121', line, `"${value}" ${reason}`)
}
