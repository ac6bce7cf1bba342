import { createClient } from 'doubao-client'
import { expect, test } from 'vitest'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { chunksOfFixture, readFixture } from '../contract-tests/support/facade/fixture.ts'
import { apiKey, question } from '../contract-tests/support/facade/question.ts'
import { replayEvents, type ReplayOptions } from '../contract-tests/support/facade/replayed-bytes.ts'

/** What reads a stream by hand, where a loop would call `next` only after the chunk before. */
async function iteratorOver(recording: string | Uint8Array, options?: ReplayOptions) {
  const { chat } = createClient({ gateway: 'anyfast', apiKey, fetch: replayEvents(recording, options).fetch })
  const stream = await chat.completions.create({ ...question, stream: true })
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
