/** The first line in which two texts differ. */
export interface Difference {
  /** Line in the second text, from 1. */
  line: number
  /** Both lines, for a person. */
  text: string
}

/** Finds the first line in which `actual` is not `expected`; undefined where the texts are equal. */
export function firstDifference(expected: string, actual: string): Difference | undefined {
  if (expected === actual) return undefined
  const expectedLines = expected.split('\n')
  const actualLines = actual.split('\n')
  const longest = Math.max(expectedLines.length, actualLines.length)
  const index = Array.from({ length: longest }).findIndex((_, at) => expectedLines[at] !== actualLines[at])
  return { line: index + 1, text: `${quote(expectedLines[index])} became ${quote(actualLines[index])}` }
}

/** Longest part of a line that is quoted. */
const MAX_QUOTE = 120

/** As JSON, so that blanks and carriage returns show. */
function quote(line: string | undefined): string {
  if (line === undefined) return 'the end of the file'
  return JSON.stringify(line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE)}…` : line)
}
