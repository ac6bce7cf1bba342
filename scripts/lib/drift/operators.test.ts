import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { expect, it } from 'vitest'
import { specOperators } from '../../../contract-tests/drift/operators/index.ts'
import { readTargets } from '../../../contract-tests/support/read-targets.ts'
import { projectRoot } from '../run-command.ts'
import { makeTemporaryProject } from '../temporary-project.ts'
import { OPERATORS_FILE, readOperatorClasses } from './operator-classes.ts'

const classes = await readOperatorClasses(projectRoot)
const targets = await readTargets()
const documents = [...new Map(targets.map(({ id, document }) => [id, document]))]

it.each(documents)('at least 40 operators change %s, each mutant differs, and the original does not', (_, document) => {
  const original = structuredClone(document)

  const mutants = specOperators.flatMap((operator) => operator.mutants(document))
  const unchanged = mutants.filter((mutant) => isDeepStrictEqual(mutant.document(), original))

  expect(new Set(mutants.map(({ operator }) => operator)).size).toBeGreaterThanOrEqual(40)
  expect(new Set(mutants.map((mutant) => JSON.stringify(mutant))).size).toBe(mutants.length)
  expect(unchanged).toEqual([])
  expect(document).toEqual(original)
})

it('the same spec gives the same mutants', () => {
  const list = () =>
    JSON.stringify(documents.map(([, document]) => specOperators.map(({ mutants }) => mutants(document))))

  expect(list()).toBe(list())
})

it('at most a quarter of all operators are in class C, each with its owner and a decision record that names it', async () => {
  const unseen = [...classes.values()].filter((operator) => operator.class === 'C')
  const record = await readFile(join(projectRoot, 'docs/decisions/2026-11-25-what-no-exchange-shows.md'), 'utf8')

  expect(unseen.length).toBeLessThanOrEqual(classes.size / 4)
  expect(unseen.filter(({ owner }) => !owner?.includes('DC'))).toEqual([])
  expect(unseen.filter(({ operator }) => !record.includes(`\`${operator}\``))).toEqual([])
})

it.each([
  ['an operator that does not exist', '  path-renamed:', '  path-lost:', 'path-lost is no operator'],
  [
    'an operator that stands in no class',
    '  path-renamed: nothing is there any more\n',
    '',
    'path-renamed is in no class',
  ],
  ['an operator without an owner', "owner: 'DC107 and DC111, npm start'", "owner: ''", 'Invalid length'],
])('%s is refused with the file', async (_, before, after, message) => {
  await using project = await makeTemporaryProject()
  const text = await readFile(join(projectRoot, OPERATORS_FILE), 'utf8')
  await project.write(OPERATORS_FILE, text.replace(before, after))

  const reading = readOperatorClasses(project.root)

  await expect(reading).rejects.toThrow(message)
  await expect(reading).rejects.toThrow(OPERATORS_FILE)
})
