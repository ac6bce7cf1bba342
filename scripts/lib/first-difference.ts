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
  const [before, after] = [expectedLines[index], actualLines[index]]
  // Where white space alone differs, it has to show.
  const quote = before?.trim() === after?.trim() ? quoteExactly : quoteTrimmed
  return { line: index + 1, text: `${quote(before)} became ${quote(after)}` }
}

/** Longest part of a line that is quoted. */
const MAX_QUOTE = 120

function quoteTrimmed(line: string | undefined): string {
  return line === undefined ? 'the end of the file' : `\`${cut(line.trim())}\``
}

function quoteExactly(line: string | undefined): string {
  return line === undefined ? 'the end of the file' : JSON.stringify(cut(line))
}

function cut(line: string): string {
  return line.length > MAX_QUOTE ? `${line.slice(0, MAX_QUOTE)}…` : line
}
