import { Readable } from 'node:stream'
import { createClient, type ClientOptions } from 'doubao-client'
import { expect, test } from 'vitest'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { chunksOfFixture, readFixture } from '../contract-tests/support/facade/fixture.ts'
import { apiKey, question } from '../contract-tests/support/facade/question.ts'
import { replayEvents, type ReplayOptions } from '../contract-tests/support/facade/replayed-bytes.ts'

async function streamOf(recording: string | Uint8Array, options?: ReplayOptions & Pick<ClientOptions, 'hooks'>) {
  const { fetch } = replayEvents(recording, options)
  const { chat } = createClient({ gateway: 'anyfast', apiKey, fetch, hooks: options?.hooks })
  return chat.completions.create({ ...question, stream: true })
}

/** What reads a stream by hand, where a loop would call `next` only after the chunk before. */
async function iteratorOver(...recording: Parameters<typeof streamOf>) {
  const stream = await streamOf(...recording)
  return stream[Symbol.asyncIterator]()
}

const CHUNKS = chunksOfFixture('plain')

test.each([1, 101, Infinity])(
  'calls of next that do not wait get the chunks in order, %d bytes a read',
  async (chunkSize) => {
    const chunks = await iteratorOver(readFixture('plain'), { chunkSize })

    const results = await Promise.all(Array.from({ length: CHUNKS.length + 2 }, () => chunks.next()))

    expect(results.map(({ value }) => value as unknown)).toEqual([...CHUNKS, undefined, undefined])
    expect(results.map(({ done }) => done)).toEqual([...CHUNKS.map(() => false), true, true])
  },
)

test.each([1, 2, 3, 4, 5])('so do those that come %d turns after another', async (turns) => {
  const chunks = await iteratorOver(readFixture('plain'))
  const results: Promise<IteratorResult<unknown>>[] = []

  for (const _ of CHUNKS) {
    results.push(chunks.next())
    for (let turn = 0; turn < turns; turn += 1) await Promise.resolve()
  }

  expect((await Promise.all(results)).map(({ value }) => value as unknown)).toEqual(CHUNKS)
})

test('after return there are no chunks, though more had come', async () => {
  const chunks = await iteratorOver(readFixture('plain'))
  await chunks.next()
  await chunks.next()

  expect(await chunks.return()).toEqual({ done: true, value: undefined })
  expect(await chunks.next()).toEqual({ done: true, value: undefined })
})

test('after a failure there are no chunks, though more had come', async () => {
  const chunk = 'data: {"choices": [{"index": 0, "delta": {"content": "x"}}]}\n\n'
  const chunks = await iteratorOver(`${chunk}data: {"error": "busy"}\n\n${chunk}`)
  await chunks.next()

  expect(await errorOf(chunks.next())).toHaveProperty('message', 'busy')
  expect(await chunks.next()).toEqual({ done: true, value: undefined })
})

test('chunks that are asked for after a failure without a wait do not come', async () => {
  const chunk = (text: string) => `data: {"choices": [{"index": 0, "delta": {"content": "${text}"}}]}\n\n`
  const chunks = await iteratorOver(`${chunk('a')}data: {"error": "busy"}\n\n${chunk('b')}${chunk('c')}`)
  await chunks.next()

  const results = await Promise.allSettled([chunks.next(), chunks.next(), chunks.next()])

  expect(results).toMatchObject([
    { status: 'rejected', reason: { message: 'busy' } },
    { value: { done: true } },
    { value: { done: true } },
  ])
})

test('a return that nobody waits for ends the chunks at once', async () => {
  const chunks = await iteratorOver(readFixture('plain'))
  await chunks.next()

  const [, after] = await Promise.all([chunks.return(), chunks.next()])

  expect(after).toEqual({ done: true, value: undefined })
})

test('return while a read waits cancels it, and what waited gets no chunk', async () => {
  let cancels = 0
  const chunks = await iteratorOver('', { ending: 'hang', onCancel: () => (cancels += 1) })
  const waiting = chunks.next()

  await chunks.return()

  expect(await waiting).toEqual({ done: true, value: undefined })
  expect(cancels).toBe(1)
})

test.each([
  ['return', (chunks: AsyncGenerator) => chunks.return(undefined)],
  ['throw', (chunks: AsyncGenerator) => errorOf(chunks.throw(new Error('of the reader')))],
])('%s before the first chunk lets go of the request', async (_, leave) => {
  let cancels = 0
  const outcomes: string[] = []
  const onCancel = () => (cancels += 1)
  const hooks = { onStreamEnd: ({ outcome }: { outcome: string }) => outcomes.push(outcome) }
  const stream = await streamOf(readFixture('plain'), { onCancel, hooks })

  await leave(stream[Symbol.asyncIterator]())

  expect(cancels).toBe(1)
  expect(outcomes).toEqual(['left'])
  expect(await errorOf(stream.finalChatCompletion())).toHaveProperty('message', 'the stream was left before its end')
})

test('an error that the reader throws in is no failure of the stream', async () => {
  const told: unknown[] = []
  const hooks = {
    onError: () => told.push('error'),
    onStreamEnd: ({ outcome }: { outcome: string }) => told.push(outcome),
  }
  const mistake = new RangeError('of the reader')
  const chunks = await iteratorOver(readFixture('plain'), { hooks })
  await chunks.next()

  expect(await errorOf(chunks.throw(mistake))).toBe(mistake)
  expect(told).toEqual(['left'])
})

test('a Node stream over the chunks that is destroyed unread lets go of the request', async () => {
  let cancels = 0
  const readable = Readable.from(await streamOf(readFixture('plain'), { onCancel: () => (cancels += 1) }))

  readable.destroy()
  await new Promise((resolve) => readable.once('close', resolve))

  expect(cancels).toBe(1)
})

test.each(['complete', 'failed'])('return after a stream is %s changes nothing', async (outcome) => {
  const told: string[] = []
  const hooks = { onStreamEnd: (event: { outcome: string }) => told.push(event.outcome) }
  const stream = await streamOf(readFixture(outcome === 'complete' ? 'plain' : 'cut-off'), { hooks })
  const chunks = stream[Symbol.asyncIterator]()
  const drain = async () => {
    while (!(await chunks.next()).done);
  }
  const error = await drain().catch((thrown: unknown) => thrown)

  await chunks.return()

  expect(told).toEqual([outcome])
  expect(await stream.finalChatCompletion().catch((thrown: unknown) => thrown)).toEqual(error ?? expect.anything())
})
