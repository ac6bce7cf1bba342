import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Mock } from './engine/mock.ts'
import { runContract } from './engine/run-contract.ts'
import { startPrismMock } from './support/prism-mock.ts'
import { readTargets } from './support/read-targets.ts'

const targets = await readTargets()
let mock: Mock & AsyncDisposable

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
  expect(result?.passed).toBeGreaterThan(100)
})
