import { PageProblem, type PageLine, type PageValue } from './page-line.ts'
import { beginsWithClosingPunctuation, endsSentence, isFilled, joinLines, type Prose } from './prose.ts'
import { readValue, type TypeWord } from './type-words.ts'

/** What a row says behind its type and Yes or No. Either cell may be empty. */
export interface Cells {
  description: Prose | undefined
  example: PageValue<unknown>
}

type Lines = readonly [PageLine, ...PageLine[]]

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
  if (beginsWithClosingPunctuation(first.value)) throw unreadable(first, 'begins with the end of a sentence')
  if (rest.length === 0) return readOnlyCell(type, first)

  const description: [PageLine, ...PageLine[]] = [first]
  let previous = first
  for (const line of rest) {
    if (!goesOn(previous, line, type, line === rest.at(-1))) break
    description.push(line)
    previous = line
  }
  const [example, stray] = rest.slice(description.length - 1)
  if (!isDescription(first.value, type)) throw unreadable(first, 'is neither a description nor an example')
  if (stray) throw unreadable(stray, 'stands behind the example of its row')
  if (example) refuseAmbiguous(previous, example, type)
  return { description: joinLines(description), example: example && readExample(example, type) }
}
