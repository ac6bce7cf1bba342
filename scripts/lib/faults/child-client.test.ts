import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { errorOf } from '../../../contract-tests/support/facade/error-of.ts'
import { createChildClient, describeCrash } from './child-client.ts'

/** Answers after as many milliseconds as `timeout` says; `apiKey` says how it behaves instead. */
const CHILD = `
if (process.argv[2] === 'unloadable') throw new Error('Cannot find module')
process.send('loaded')
process.on('message', ({ id, call }) => {
  if (call.apiKey === 'exit') process.exit(7)
  if (call.apiKey === 'throw') setTimeout(() => { throw new RangeError('too late\\nsecond line') })
  if (call.apiKey === 'reject') void Promise.reject(new TypeError('nobody caught it'))
  if (call.apiKey === 'answer') setTimeout(() => process.send({ id, outcome: { kind: 'answer', content: call.baseURL } }), call.timeout)
})`

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doubao-client-child-'))
  await writeFile(join(folder, 'child.mjs'), CHILD)
})

afterAll(() => rm(folder, { recursive: true }))

it('several calls share a process, and each gets its own answer, whatever their order', async () => {
  await using client = start()

  const answers = await Promise.all([ask(client, 'answer', 'slow', 200), ask(client, 'answer', 'quick', 0)])

  expect(answers).toMatchObject([{ content: 'slow' }, { content: 'quick' }])
})

it.each([
  ['exit', 'exit status 7'],
  ['throw', 'RangeError: too late (exit status 1)'],
  ['reject', 'TypeError: nobody caught it (exit status 1)'],
])('a process that dies (%s) is a crash of every call under way, with its reason', async (way, reason) => {
  await using client = start()
  const beside = errorOf(ask(client, 'nothing'))

  const crash = await errorOf(ask(client, way))

  expect(crash).toMatchObject({ message: reason, stack: reason })
  expect(await beside).toMatchObject({ message: reason })
})

it('the call after a crash gets a new process', async () => {
  await using client = start()
  await errorOf(ask(client, 'exit'))

  expect(await ask(client, 'answer', 'again')).toMatchObject({ content: 'again' })
})

it('a process that dies after it loaded the client has no problem but the crash', async () => {
  await using client = start()
  await errorOf(ask(client, 'throw'))

  expect(client.problem).toBe(undefined)
})

it('a process that dies before it loaded the client has a problem', async () => {
  await using client = start('unloadable')
  await errorOf(ask(client, 'answer'))

  expect(client.problem).toBe('Error: Cannot find module (exit status 1)')
})

it('a Node that cannot be started is a problem that names it', async () => {
  await using client = createChildClient({ id: 'some', node: '/nowhere/node', file: 'child.mjs', words: [] })

  await errorOf(ask(client, 'answer'))

  expect(client.problem).toContain('/nowhere/node')
})

it('a process that ended without a word is described by its end', () => {
  expect(describeCrash('exit status SIGKILL', 'AI SDK Warning: something\n')).toBe('exit status SIGKILL')
})

it('a process that ran out of memory is described by the line that says so', () => {
  const output =
    '\n<--- Last few GCs --->\n\nFATAL ERROR: Reached heap limit Allocation failed\n----- Native stack trace -----\n'

  expect(describeCrash('exit status SIGABRT', output)).toBe(
    'FATAL ERROR: Reached heap limit Allocation failed (exit status SIGABRT)',
  )
})

function start(...words: string[]) {
  return createChildClient({ id: 'some', node: process.execPath, file: join(folder, 'child.mjs'), words })
}

function ask(client: ReturnType<typeof start>, apiKey: string, baseURL = '', timeout = 0) {
  return client.call({ apiKey, baseURL, timeout, stream: false, maxRetries: 0 })
}
