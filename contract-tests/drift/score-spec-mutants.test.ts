import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { PrismMock } from '../support/prism-mock.ts'
import { scoreSpecMutants, type PlannedMutant } from './score-spec-mutants.ts'

/** Mutants that no model is asked about: what becomes of the mocks is all that is looked at here. */
const mutants = Array.from({ length: 200 }, (_, index): PlannedMutant => {
  return {
    ...{ operator: 'one', pointer: '', detail: String(index), spec: 'gateway/spec', targets: [] },
    document: () => ({}),
  }
})

/** Mocks that serve anything but one document, and what was asked of them. */
function fakeMocks(refused: string) {
  const seen = { running: 0, served: 0 }
  const startMock = (): Promise<PrismMock> => {
    seen.running += 1
    return Promise.resolve({
      baseURL: () => Promise.resolve('http://127.0.0.1'),
      isAlive: () => Promise.resolve(true),
      serve: async (documents) => {
        await setTimeout(1)
        seen.served += 1
        if (Object.keys(documents).includes(refused)) throw new TypeError('a fault of ours')
      },
      withdraw: () => Promise.resolve(),
      [Symbol.asyncDispose]: async () => {
        await setTimeout(30)
        seen.running -= 1
      },
    })
  }
  return { seen, startMock }
}

it('every mutant has its verdict, in order, and no mock is left', async () => {
  const { seen, startMock } = fakeMocks('none')

  const verdicts = await scoreSpecMutants(mutants, { startMock })

  expect(verdicts.map(({ detail }) => detail)).toEqual(mutants.map(({ detail }) => detail))
  expect(seen).toEqual({ running: 0, served: mutants.length })
})

it('a fault of one lane ends the other too, and both mocks, before it is thrown', async () => {
  const { seen, startMock } = fakeMocks('one##3')

  const scoring = scoreSpecMutants(mutants, { startMock })

  await expect(scoring).rejects.toThrow('a fault of ours')
  expect(seen.running).toBe(0)
  // One lane alone would have gone on to the last mutant.
  expect(seen.served).toBeLessThan(mutants.length / 4)
})
