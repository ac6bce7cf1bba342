import { expect, it } from 'vitest'
import { readTargets } from '../../../contract-tests/support/read-targets.ts'
import { ablate } from './ablate.ts'
import { runDrift, type DriftOptions } from './run-drift.ts'

it('what one family loses without a check, another that has the same mutant does not', async () => {
  const options: DriftOptions = {
    targets: (await readTargets()).filter(({ model }) => model === 'Doubao-pro-32k'),
    ...{ classes: new Map(), survivors: [], families: ['json', 'stream'], without: new Set() },
  }
  const result = await runDrift(options)
  const mutant = result.mutants.find(({ family, operator, pointer }) => {
    return family === 'json' && operator === 'drop' && pointer === '/object'
  })
  if (!mutant) throw new TypeError('the mutant is none any more')
  const twin = { ...mutant, family: 'stream' as const, killedBy: 'DC417' }
  const mutants = [mutant, twin]

  const { families } = await ablate({ ...result, mutants }, options, 'DC404')

  expect(mutant.killedBy).toBe('DC404')
  expect(families).toMatchObject({ json: { killed: 0, total: 1 }, stream: { killed: 1, total: 1 } })
})
