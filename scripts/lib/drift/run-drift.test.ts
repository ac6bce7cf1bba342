import { beforeAll, expect, it } from 'vitest'
import type { FindingCode } from '../../../contract-tests/engine/finding.ts'
import { readTargets } from '../../../contract-tests/support/read-targets.ts'
import { projectRoot } from '../run-command.ts'
import { ablate } from './ablate.ts'
import { readOperatorClasses } from './operator-classes.ts'
import { runDrift, type DriftOptions, type DriftResult } from './run-drift.ts'
import { scoreOf } from './score.ts'
import { readSurvivors } from './survivors.ts'

// One mutant of each operator on one spec: the whole is what `npm run drift` is for.
let options: DriftOptions
let result: DriftResult

beforeAll(async () => {
  const seen = new Set<string>()
  const first = new Set<string>()
  const identify = (mutant: { operator: string; pointer: string; detail: string }) =>
    [mutant.operator, mutant.pointer, mutant.detail].join(' ')
  options = {
    targets: (await readTargets()).filter(({ id }) => id === 'theturbo/doubao'),
    classes: await readOperatorClasses(projectRoot),
    survivors: await readSurvivors(projectRoot),
    families: ['A', 'B', 'json', 'stream'],
    without: new Set(),
    isWanted: (mutant) => {
      if (!seen.has(mutant.operator)) first.add(identify(mutant))
      seen.add(mutant.operator)
      return first.has(identify(mutant))
    },
  }
  result = await runDrift(options)
}, 120_000)

it('of every operator a mutant is noticed, or it is said why not', () => {
  const unexplained = result.mutants.filter(({ killedBy, reason }) => killedBy === undefined && reason === undefined)

  expect(result.mutants.filter(({ family }) => family === 'A').length).toBeGreaterThan(50)
  expect(result.mutants.filter(({ family }) => family === 'B')).toHaveLength(8)
  expect(unexplained).toEqual([])
})

it('legal answers are taken, and the docs alone notice less than with the strength overlay', () => {
  const json = scoreOf(result.mutants.filter(({ family }) => family === 'json'))

  expect(result.refused).toEqual([])
  expect(result.mustAccept.total).toBeGreaterThan(50)
  expect(result.withoutOverlay.json?.share).toBeLessThan(json.share)
})

it.each<FindingCode>(['DC404', 'DC410'])('without the check %s less is noticed', async (code) => {
  const killed = await countWithout(code)

  expect(killed).toBeLessThan(scoreOf(result.mutants).killed)
})

it.each<FindingCode>(['DC401', 'DC402'])('what %s notices first is noticed without it all the same', async (code) => {
  const killed = await countWithout(code)

  expect(result.mutants.some(({ killedBy }) => killedBy === code)).toBe(true)
  expect(killed).toBe(scoreOf(result.mutants).killed)
})

async function countWithout(code: FindingCode): Promise<number> {
  const { families } = await ablate(result, options, code)
  return Object.values(families).reduce((sum, score) => sum + score.killed, 0)
}

it('a suite that notices the unchanged spec measures nothing, and is refused', async () => {
  const [first] = options.targets
  if (!first) throw new TypeError('there is no target')
  const document = structuredClone(first.document)
  // The documented errors are none by this schema: a finding without any mutant.
  Object.assign((document['components'] as { schemas: Record<string, unknown> }).schemas, { Error: { type: 'array' } })
  const targets = [{ ...first, document, strictDocument: undefined }]

  const run = runDrift({ ...options, families: ['A'], targets })

  await expect(run).rejects.toThrow('the unchanged document is no control: DC')
})
