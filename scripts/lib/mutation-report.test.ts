import { expect, test } from 'vitest'
import { CODE_SURVIVORS_FILE, MUTATION_REPORT_FILE, summarizeMutations } from './mutation-report.ts'

const SOURCE = `export function isAdult(age: number): boolean {
  return age >= 18
}
`

/** A mutant of a text in the source's second line. */
function mutantOf(text: string, replacement: string, status: string) {
  const column = (SOURCE.split('\n')[1] ?? '').indexOf(text) + 1
  const end = { line: 2, column: column + text.length }
  return { mutatorName: 'EqualityOperator', replacement, status, location: { start: { line: 2, column }, end } }
}

const wholeBody = {
  mutatorName: 'BlockStatement',
  replacement: '{}',
  status: 'NoCoverage',
  location: { start: { line: 1, column: 46 }, end: { line: 3, column: 2 } },
}

const survivor = mutantOf('age >= 18', 'age > 18', 'Survived')

const entry = `
- reason: Nobody is exactly 18.
  equivalent: true
  places:
    - file: src/age.ts
      source: return age >= 18
      mutator: EqualityOperator
      original: age >= 18
      replacement: age > 18
`

function reportOf(files: Record<string, unknown[]>): string {
  const results = Object.entries(files).map(([file, mutants]) => [file, { source: SOURCE, mutants }])
  return JSON.stringify({ files: Object.fromEntries(results) as unknown })
}

test('a mutant is killed where a test failed or never ended, and counts neither way where it could not be loaded', () => {
  const statuses = ['Killed', 'Killed', 'Timeout', 'Survived', 'NoCoverage', 'RuntimeError', 'CompileError', 'Ignored']
  const report = reportOf({ 'src/age.ts': statuses.map((status) => mutantOf('18', '19', status)) })

  const { killed, total, share } = summarizeMutations(report, '[]')

  expect({ killed, total, share }).toEqual({ killed: 3, total: 5, share: 0.6 })
})

test('each file has figures of its own, in the order of their names', () => {
  const report = reportOf({
    'src/other.ts': [mutantOf('18', '19', 'Killed'), survivor],
    'src/age.ts': [],
  })

  const { byFile, total } = summarizeMutations(report, '[]')

  expect(total).toBe(2)
  expect(byFile).toEqual([
    { file: 'src/age.ts', killed: 0, total: 0, share: 1 },
    { file: 'src/other.ts', killed: 1, total: 2, share: 0.5 },
  ])
})

test('a survivor tells its place, what was replaced and by what, on one line each', () => {
  const report = reportOf({ 'src/age.ts': [survivor, wholeBody] })

  const { survivors, unexplained } = summarizeMutations(report, '[]')

  expect(unexplained).toBe(2)
  expect(survivors).toEqual([
    {
      file: 'src/age.ts',
      line: 1,
      source: 'export function isAdult(age: number): boolean {',
      mutator: 'BlockStatement',
      original: '{ return age >= 18 }',
      replacement: '{}',
      reason: undefined,
      isEquivalent: false,
    },
    {
      file: 'src/age.ts',
      line: 2,
      source: 'return age >= 18',
      mutator: 'EqualityOperator',
      original: 'age >= 18',
      replacement: 'age > 18',
      reason: undefined,
      isEquivalent: false,
    },
  ])
})

test('a long replacement is cut off', () => {
  const report = reportOf({ 'src/age.ts': [mutantOf('age >= 18', 'x'.repeat(101), 'Survived')] })

  const { survivors } = summarizeMutations(report, '[]')

  expect(survivors).toMatchObject([{ replacement: `${'x'.repeat(100)}…` }])
})

test('a reviewed survivor has its reason, wherever in the file its line stands', () => {
  const report = reportOf({ 'src/age.ts': [survivor] }).replaceAll('"line":2', '"line":3')
  const moved = report.replace('export function', '// A line more.\\nexport function')

  const { survivors, unexplained, stale } = summarizeMutations(moved, entry)

  expect({ unexplained, stale }).toEqual({ unexplained: 0, stale: [] })
  expect(survivors).toMatchObject([{ line: 3, reason: 'Nobody is exactly 18.', isEquivalent: true }])
})

test.each([
  ['file', 'src/age.ts', 'src/other.ts'],
  ['line', 'source: return', 'source: const'],
  ['mutator', 'EqualityOperator', 'ConditionalExpression'],
  ['original', 'original: age >= 18', 'original: age'],
  ['replacement', 'age > 18', 'age < 18'],
])('a listed place with another %s explains nothing, and is stale', (_, text, changed) => {
  const report = reportOf({ 'src/age.ts': [survivor] })

  const { unexplained, stale } = summarizeMutations(report, entry.replace(text, changed))

  expect(unexplained).toBe(1)
  expect(stale).toHaveLength(1)
})

test('a listed place is stale when its mutant is killed', () => {
  const report = reportOf({ 'src/age.ts': [mutantOf('age >= 18', 'age > 18', 'Killed')] })

  const { stale } = summarizeMutations(report, entry)

  expect(stale).toMatchObject([{ file: 'src/age.ts', original: 'age >= 18', line: 5 }])
})

test('a place explains one survivor: a second one with the same text has to be listed too', () => {
  const report = reportOf({ 'src/age.ts': [survivor, survivor] })

  const { unexplained } = summarizeMutations(report, entry)

  expect(unexplained).toBe(1)
})

test('an entry without a reason is refused with its line', () => {
  const withoutReason = '- equivalent: true\n  places: []\n'

  expect(() => summarizeMutations(reportOf({}), withoutReason)).toThrow(`${CODE_SURVIVORS_FILE}:1`)
})

test.each(['no JSON', '{"files": "none"}'])('a text that is no report is refused: %s', (text) => {
  expect(() => summarizeMutations(text, '[]')).toThrow(MUTATION_REPORT_FILE)
})
