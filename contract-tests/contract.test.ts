import { readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { findChatOperation } from './engine/chat-operation.ts'
import type { ContractTarget } from './engine/contract-target.ts'
import type { Mock } from './engine/mock.ts'
import { runContract } from './engine/run-contract.ts'
import { startPrismMock } from './support/prism-mock.ts'

const targets = readTargets()
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

/** Every model of every effective spec in generated/. */
function readTargets(): ContractTarget[] {
  const folder = new URL('../generated/', import.meta.url)
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('openapi.json'),
  )
  return files.flatMap((path) => {
    const document = JSON.parse(readFileSync(new URL(path, folder), 'utf8')) as Record<string, unknown>
    const [gateway = '', spec = ''] = path.split(/[\\/]/)
    const models = findChatOperation(document)?.models ?? []
    return models.map((model) => ({ id: `${gateway}/${spec}`, gateway, model, document }))
  })
}
