import { expect, it } from 'vitest'
import { makeTemporaryProject } from '../temporary-project.ts'
import { DRIFT_DOCS_FILE, findStaleDocs } from './check-docs.ts'
import { renderDriftDocs, renderDriftSummary, type DriftDocs } from './drift-docs.ts'
import type { DriftResult } from './run-drift.ts'
import type { ScoredMutant } from './score.ts'

const noticed: ScoredMutant = {
  ...{ family: 'A', spec: 'anyfast/spec', operator: 'one', pointer: '/paths', detail: 'removed' },
  ...{ killedBy: 'DC401', message: 'refused', reason: undefined },
}
const survivor: ScoredMutant = { ...noticed, killedBy: undefined, reason: 'cannot be seen' }
const result: DriftResult = {
  mutants: [noticed, { ...noticed, family: 'json' }, survivor],
  unseen: [{ operator: 'two', class: 'C', why: 'so', owner: 'DC111', mutants: 4 }],
  withoutOverlay: { json: { killed: 7, total: 10, share: 0.7 } },
  mustAccept: { killed: 2, total: 2, share: 1 },
  refused: [],
  milliseconds: 1,
}
const classes: DriftDocs['classes'] = new Map([
  ['one', { operator: 'one', class: 'A', why: 'it is refused', owner: undefined }],
])
const code: DriftDocs['code'] = {
  ...{ killed: 9, total: 10, share: 0.9, byFile: [], survivors: [], unexplained: 0, stale: [] },
}

/** A project whose docs were made from one run, with its own figures of the code. */
async function makeProject() {
  const project = await makeTemporaryProject()
  await project.write(DRIFT_DOCS_FILE, await renderDriftDocs({ result, classes, code, ablations: [] }))
  await project.write('README.md', `# A client\n\n${await renderDriftSummary({ result, code })}`)
  return project
}

it('docs that were made from the same figures are right, whatever the code was found to be', async () => {
  await using project = await makeProject()

  expect(await findStaleDocs(project.root, { result, classes })).toEqual([])
})

it.each<[what: string, changed: Partial<DriftResult>, stale: string[]]>([
  [
    'a mutant more',
    { mutants: [...result.mutants, noticed] },
    ['66.6 % (2 of 3)', '| DC401', '2 of 3', 'noticed | 66.6 % of 3'],
  ],
  [
    'another check that notices',
    { mutants: [{ ...noticed, killedBy: 'DC402' }, ...result.mutants.slice(1)] },
    ['| DC402'],
  ],
  ['another reason', { mutants: [...result.mutants.slice(0, 2), { ...survivor, reason: 'so' }] }, ['| so ']],
  [
    'less by the schemas of the docs',
    { withoutOverlay: { json: { killed: 6, total: 10, share: 0.6 } } },
    ['60.0 %', '60.0 %'],
  ],
  ['a legal answer more', { mustAccept: { killed: 3, total: 3, share: 1 } }, ['3 of 3 answers']],
  ['nothing of class C', { unseen: [] }, ['| - | - | - | - |, and no more']],
])('docs that lack %s are named with the line that is missing', async (_, changed, stale) => {
  await using project = await makeProject()

  const problems = await findStaleDocs(project.root, { result: { ...result, ...changed }, classes })

  expect(problems).toEqual(stale.map((text) => expect.stringContaining(text) as string))
})

it('a line too many is noticed too', async () => {
  await using project = await makeProject()
  const page = await project.read(DRIFT_DOCS_FILE)
  await project.write(DRIFT_DOCS_FILE, page.replace(/(\n\| DC401 .*)/, '$1$1'))

  const problems = await findStaleDocs(project.root, { result, classes })

  expect(problems).toHaveLength(1)
})

it('docs that are not there are stale', async () => {
  await using project = await makeTemporaryProject()

  const problems = await findStaleDocs(project.root, { result, classes })

  expect(problems.some((problem) => problem.startsWith('docs/drift.md: '))).toBe(true)
  expect(problems.some((problem) => problem.startsWith('README.md: '))).toBe(true)
})
