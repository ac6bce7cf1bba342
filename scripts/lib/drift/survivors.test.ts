import { expect, it } from 'vitest'
import { makeTemporaryProject } from '../temporary-project.ts'
import { explain, findStaleReasons, readSurvivors, SURVIVORS_FILE, type ExplainedSurvivor } from './survivors.ts'

const reason: ExplainedSurvivor = {
  ...{ family: 'A', operator: 'one', pointer: '/items$', reason: 'cannot be seen', line: 3 },
}
const survivor = { family: 'A', operator: 'one', pointer: '/a/items', killedBy: undefined } as const

it('a reason explains the survivors of its family and operator at the places that it names, and no others', () => {
  expect(explain([reason], { family: 'A', operator: 'one', pointer: '/a/items' })).toBe('cannot be seen')
  expect(explain([reason], { family: 'A', operator: 'one', pointer: '/items/a' })).toBeUndefined()
  expect(explain([reason], { family: 'B', operator: 'one', pointer: '/a/items' })).toBeUndefined()
  expect(explain([reason], { family: 'A', operator: 'two', pointer: '/a/items' })).toBeUndefined()
})

it('a reason that explains a survivor is not stale', () => {
  expect(findStaleReasons([reason], [survivor])).toEqual([])
})

it.each([
  ['nothing survives', [], [reason]],
  ['its mutant is noticed', [{ ...survivor, killedBy: 'DC401' }], [reason]],
  ['its mutant stands somewhere else', [{ ...survivor, pointer: '/a' }], [reason]],
  ['an earlier one explains the same', [survivor], [{ ...reason, pointer: '/', line: 1 }, reason]],
])('a reason is stale, and named with its line, where %s', (_, mutants, reasons) => {
  const problems = findStaleReasons(reasons, mutants)

  expect(problems).toEqual([`${SURVIVORS_FILE}:3: explains no survivor: one of A at /items$`])
})

it.each([
  ['without places', ''],
  ['for every place', "\n  pointer: ''"],
  ['whose places are no pattern', "\n  pointer: '('"],
])('an entry %s is refused with its line', async (_, pointer) => {
  await using project = await makeTemporaryProject()
  await project.write(SURVIVORS_FILE, `# Reasons.\n- family: A\n  operator: one${pointer}\n  reason: so\n`)

  await expect(readSurvivors(project.root)).rejects.toThrow(new RegExp(`${SURVIVORS_FILE}:[24]`))
})

it('the reasons of this project know where they stand', async () => {
  await using project = await makeTemporaryProject()
  await project.write(SURVIVORS_FILE, '# Reasons.\n\n- { family: A, operator: one, pointer: /a, reason: so }\n')

  expect(await readSurvivors(project.root)).toMatchObject([{ line: 3 }])
})
