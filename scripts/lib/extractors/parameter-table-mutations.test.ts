import { expect, it } from 'vitest'
import { FIXTURES, readProjectFile, REAL_PAGE } from './parameter-table-fixtures/project-file.ts'
import { isExtraction } from './extraction.ts'
import { extractParameterTable } from './parameter-table.ts'

const mutations: Record<string, (line: string) => string[]> = {
  'is deleted': () => [],
  'becomes a word': () => ['garbage'],
  'becomes a word in capitals': () => ['Garbage'],
  'becomes a sentence': () => ['Garbage it is.'],
  'becomes several words': () => ['garbage in, garbage out'],
  'becomes signs': () => ['#!?'],
  'becomes a number': () => ['4711'],
  'stands twice': (line) => [line, line],
  'follows a line of garbage': (line) => ['garbage', line],
  'loses its last word': (line) => [line.replace(/\s*\S+$/, '')],
  'loses its last character': (line) => [line.slice(0, -1)],
}

/** The example of a key is a placeholder, whose name states nothing. */
const exceptions: Record<string, string[]> = {
  [`${REAL_PAGE} loses its last character`]: ['Bearer $YOUR_API_KEY'],
  [`${FIXTURES}/images.txt loses its last character`]: ['Bearer $IMAGE_KEY'],
}

const pages = [REAL_PAGE, `${FIXTURES}/images.txt`, `${FIXTURES}/search.txt`]

const cases = pages.flatMap((file) => Object.keys(mutations).map((mutation) => [file, mutation] as const))

it.each(cases)('notices in %s each line of a table that %s', async (file, mutation) => {
  const page = await readProjectFile(file)
  const lines = page.split('\n')
  const statement = statementOf(page)

  const unnoticed = tableLines(lines).filter((index) => {
    const mutated = lines.toSpliced(index, 1, ...(mutations[mutation]?.(lines[index] ?? '') ?? []))
    return statementOf(mutated.join('\n')) === statement
  })

  expect(unnoticed.map((index) => lines[index])).toEqual(exceptions[`${file} ${mutation}`] ?? [])
})

it('changes the spec or says a line within a page, whatever line of it is lost', async () => {
  const lines = (await readProjectFile(REAL_PAGE)).split('\n')

  const results = lines.map((_, index) => extractParameterTable(lines.toSpliced(index, 1).join('\n')))

  const problemLines = results.flatMap((result) => (isExtraction(result) ? [] : [result.line]))
  expect(problemLines.length).toBeGreaterThan(50)
  expect(problemLines.every((line) => Number.isInteger(line) && line >= 1 && line <= lines.length)).toBe(true)
})

/** The indexes of the lines between a table's heading and the next heading. */
function tableLines(lines: readonly string[]): number[] {
  let isInTable = false
  return lines.flatMap((line, index) => {
    if (/^\d[\d.]* [A-Z]/.test(line)) isInTable = /(Header|Body) Parameters/.test(line)
    return isInTable && line !== '' && !line.startsWith('Last updated') ? [index] : []
  })
}

/** What a page comes to, without the lines on which it says so. */
function statementOf(pageText: string): string {
  const result = extractParameterTable(pageText)
  if (!isExtraction(result)) return `${result.code}: ${result.message}`
  const { specText, contradictions } = result
  return JSON.stringify([specText, contradictions.map(({ pointer, message }) => [pointer, message])])
}
