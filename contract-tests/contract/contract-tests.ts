import { afterAll, beforeAll, expect, it } from 'vitest'
import { prepareTarget, type ContractTarget } from '../engine/contract-target.ts'
import { runContract } from '../engine/run-contract.ts'
import { startPrismMock, type PrismMock } from '../support/prism-mock.ts'
import { readTargets } from '../support/read-targets.ts'

/** Into so many files all models are dealt: `vitest --shard` gives each machine some of them. */
const PARTS = 4

/**
 * Defines one test for each model of a part, which counts from 1. A new page needs no new test.
 *
 * @param all the models that are dealt; by default every one of generated/
 */
export async function defineContractTests(part: number, all?: readonly ContractTarget[]): Promise<void> {
  const dealt = all ?? (await readTargets())
  const targets = dealt.filter((_, index) => index % PARTS === part - 1)
  if (targets.length === 0) defineEmptyPart(part, dealt.length)
  else defineModelTests(targets)
}

/** Fewer models than parts are no fault, and no model at all is one of the first part. */
function defineEmptyPart(part: number, count: number): void {
  it(`no model falls to part ${String(part)} of ${String(PARTS)}: there are ${String(count)}`, () => {
    expect(count).toBeGreaterThan(0)
  })
}

function defineModelTests(targets: readonly ContractTarget[]): void {
  let mock: PrismMock

  beforeAll(async () => {
    const documents = Object.fromEntries(targets.map(({ id, document }) => [id, document]))
    mock = await startPrismMock({ documents, port: 0 })
  })

  afterAll(() => mock[Symbol.asyncDispose]())

  it.each(targets)('the client of $gateway keeps the contract of $model', async (target) => {
    const { valid, invalid } = prepareTarget(target).cases
    const steps = { done: 0, planned: 0 }
    const onProgress = (_: ContractTarget, done: number, planned: number) => Object.assign(steps, { done, planned })

    const [result] = await runContract([target], mock, { onProgress })

    expect(result?.findings).toEqual([])
    // Every case is a step, every step was made, and no step passes without a check.
    expect(steps.planned).toBeGreaterThan(valid.length + invalid.length)
    expect(steps.done).toBe(steps.planned)
    expect(result?.passed).toBeGreaterThan(steps.planned)
  })
}
