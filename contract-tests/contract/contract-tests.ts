import { afterAll, beforeAll, expect, it } from 'vitest'
import { runContract } from '../engine/run-contract.ts'
import { startPrismMock, type PrismMock } from '../support/prism-mock.ts'
import { readTargets } from '../support/read-targets.ts'

/** Into so many files all models are dealt: `vitest --shard` gives each machine some of them. */
const PARTS = 4

/** Defines one test for each model of a part, which counts from 1. A new page needs no new test. */
export async function defineContractTests(part: number): Promise<void> {
  const all = await readTargets()
  const targets = all.filter((_, index) => index % PARTS === part - 1)
  let mock: PrismMock

  beforeAll(async () => {
    const documents = Object.fromEntries(targets.map(({ id, document }) => [id, document]))
    mock = await startPrismMock({ documents, port: 0 })
  })

  afterAll(() => mock[Symbol.asyncDispose]())

  it('there is a model to check', () => {
    expect(targets).not.toEqual([])
  })

  it.each(targets)('the client of $gateway keeps the contract of $model', async (target) => {
    const [result] = await runContract([target], mock)

    expect(result?.findings).toEqual([])
    expect(result?.passed).toBeGreaterThan(500)
  })
}
