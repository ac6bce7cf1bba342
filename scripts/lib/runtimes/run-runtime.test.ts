import { expect, it } from 'vitest'
import type { Presence, Runtime } from '../../runtimes/runtime.ts'
import { countResults, renderProblems, renderRuntimes } from './render-runtimes.ts'
import { isFailure, runRuntime } from './run-runtime.ts'

const example = { folder: '/nowhere', baseURL: 'http://127.0.0.1:1', installed: '/nowhere' }
const expected = { json: 'whole', stream: 'pieces' }
const good = { json: { text: 'whole' }, stream: { text: 'pieces' } }

it('a runtime that prints both texts passes', async () => {
  const result = await runRuntime(printing(good), example, expected)

  expect(result).toMatchObject({ runtime: 'some', version: '1.2.3', problems: {} })
  expect(isFailure(result)).toBe(false)
})

it.each([
  ['another text', { ...good, json: { text: 'half' } }, { json: 'gave "half", not whole' }],
  ['no text', { ...good, stream: { text: '' } }, { stream: 'gave "", not pieces' }],
  ['an error', { ...good, stream: { error: 'Error: no' } }, { stream: 'Error: no' }],
  ['one call only', { json: good.json }, { stream: 'printed nothing' }],
  ['nothing', undefined, { json: 'printed nothing', stream: 'printed nothing' }],
])('a runtime that prints %s fails, and the call is named', async (_, printed, problems) => {
  const result = await runRuntime(printing(printed), example, expected)

  expect(result).toMatchObject({ problems })
  expect(isFailure(result)).toBe(true)
})

it('a runtime that breaks down fails with its reason', async () => {
  const runtime = { ...printing(good), run: () => Promise.reject(new Error('exit status 1')) }

  expect(await runRuntime(runtime, example, expected)).toMatchObject({
    problems: { json: 'Error: exit status 1', stream: 'Error: exit status 1' },
  })
})

it('a runtime that is not there is not run, and is no failure', async () => {
  const run = () => Promise.reject(new Error('was run'))

  const result = await runRuntime({ ...printing(good, { reason: 'not installed' }), run }, example, expected)

  expect(result).toEqual({ runtime: 'some', reason: 'not installed' })
  expect(isFailure(result)).toBe(false)
})

it('the table shows how each call went, and why a runtime is not there', () => {
  const results = [
    { runtime: 'good', version: '1', problems: {}, milliseconds: 12 },
    { runtime: 'half', version: '2', problems: { stream: 'Error: no' }, milliseconds: 34 },
    { runtime: 'none', reason: 'not installed' },
  ]

  const rows = renderRuntimes(results)
    .split('\n')
    .filter((line) => line.startsWith('│'))
    .map((line) => line.split('│').map((cell) => cell.trim()))

  expect(rows.slice(1)).toEqual([
    ['', 'good', '1', 'ok', 'ok', '12 ms', ''],
    ['', 'half', '2', 'ok', 'FAILED', '34 ms', ''],
    ['', 'none', 'absent: not installed', ''],
  ])
  expect(renderProblems(results)).toBe('half, stream: Error: no\n1 passed, 1 failed, 1 absent')
  expect(countResults(results)).toEqual({ passed: 1, failed: 1, absent: 1 })
})

function printing(printed: unknown, presence: Presence = { version: '1.2.3' }): Runtime {
  return { id: 'some', find: () => Promise.resolve(presence), run: () => Promise.resolve(printed) }
}
