import { createClient, StreamError } from 'doubao-client'
import { expect, test } from 'vitest'
import { collect } from '../contract-tests/support/facade/collect.ts'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { chunksOfFixture, readFixture } from '../contract-tests/support/facade/fixture.ts'
import { startLocalServer } from '../contract-tests/support/facade/local-server.ts'
import { apiKey, question } from '../contract-tests/support/facade/question.ts'
import { replayEvents } from '../contract-tests/support/facade/replayed-bytes.ts'

/** A stream of the fixture `plain`, one event a read, and a count of its cancels. */
async function countedStream() {
  let cancels = 0
  const bytes = readFixture('plain')
  const chunkSize = bytes.indexOf(10) + 2
  const { fetch, calls } = replayEvents(bytes, { chunkSize, onCancel: () => (cancels += 1) })
  const { chat } = createClient({ gateway: 'anyfast', apiKey, fetch })
  const stream = await chat.completions.create({ ...question, stream: true })
  return { stream, countCancels: () => cancels, countRequests: () => calls.length }
}

test('leaving the loop cancels the request once', async () => {
  const { stream, countCancels, countRequests } = await countedStream()

  for await (const _ of stream) break

  expect(countCancels()).toBe(1)
  expect(countRequests()).toBe(1)
})

test('leaving the loop closes the connection to a real server', async () => {
  const { baseURL, closings } = await startLocalServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(readFixture('cut-off'))
  })
  const { chat } = createClient({ gateway: 'anyfast', apiKey, baseURL })
  const stream = await chat.completions.create({ ...question, stream: true })

  for await (const _ of stream) break

  expect(await closings[0]).toBe(false)
})

test('an error in the loop cancels the request once and is thrown as it is', async () => {
  const { stream, countCancels } = await countedStream()
  const mistake = new RangeError('of the loop')

  const loop = async () => {
    for await (const _ of stream) throw mistake
  }

  expect(await errorOf(loop())).toBe(mistake)
  expect(countCancels()).toBe(1)
})

test('a loop that runs to the end does not cancel a request that is over', async () => {
  let cancels = 0
  const { fetch } = replayEvents(readFixture('without-end-mark'), { onCancel: () => (cancels += 1) })
  const { chat } = createClient({ gateway: 'anyfast', apiKey, fetch })
  const stream = await chat.completions.create({ ...question, stream: true })

  await collect(stream)

  expect(cancels).toBe(0)
})

test('a failure cancels the request once', async () => {
  let cancels = 0
  const { fetch } = replayEvents('data: {"error": "busy"}\n\n', { ending: 'hang', onCancel: () => (cancels += 1) })
  const { chat } = createClient({ gateway: 'anyfast', apiKey, fetch })
  const stream = await chat.completions.create({ ...question, stream: true })

  await errorOf(collect(stream))

  expect(cancels).toBe(1)
})

test('after the loop was left finalChatCompletion is a StreamError with what arrived', async () => {
  const { stream } = await countedStream()
  let chunks = 0
  for await (const _ of stream) if (++chunks === 2) break

  const error = await errorOf(stream.finalChatCompletion())

  expect(error).toBeInstanceOf(StreamError)
  expect(error).toMatchObject({
    message: 'the stream was left before its end',
    partial: { object: 'chat.completion', choices: [{ message: { role: 'assistant', content: '春眠' } }] },
  })
})

test('a loop that was left before the first choice says so too', async () => {
  const { fetch } = replayEvents('data: {"choices": []}\n\n', { ending: 'hang' })
  const { chat } = createClient({ gateway: 'anyfast', apiKey, fetch })
  const stream = await chat.completions.create({ ...question, stream: true })
  for await (const _ of stream) break

  const error = await errorOf(stream.finalChatCompletion())

  expect(error).toMatchObject({ message: 'the stream was left before its end', partial: undefined })
})

test('finalChatCompletion within the loop is a TypeError, and the loop goes on', async () => {
  const { stream } = await countedStream()
  const refusals: unknown[] = []
  let chunks = 0

  for await (const _ of stream) {
    chunks += 1
    refusals.push(await errorOf(stream.finalChatCompletion()))
  }

  expect(chunks).toBe(chunksOfFixture('plain').length)
  for (const refusal of refusals) {
    expect(refusal).toBeInstanceOf(TypeError)
    expect(refusal).toHaveProperty('message', expect.stringContaining('after the loop, or instead of it'))
  }
})

test.each([
  ['a loop that ran to the end', collect],
  [
    'a loop that was left',
    async (stream: AsyncIterable<unknown>) => {
      for await (const _ of stream) break
    },
  ],
])('a second loop after %s is a TypeError that states the fix', async (_, firstLoop) => {
  const { stream, countRequests } = await countedStream()
  await firstLoop(stream)

  const refusal = await errorOf(collect(stream))

  expect(refusal).toBeInstanceOf(TypeError)
  expect(refusal).toHaveProperty('message', expect.stringContaining('another call'))
  expect(countRequests()).toBe(1)
})

test('a second loop beside the first is a TypeError that does not disturb the first', async () => {
  const { stream } = await countedStream()
  const chunks: unknown[] = []

  for await (const chunk of stream) {
    chunks.push(chunk)
    expect(await errorOf(collect(stream))).toBeInstanceOf(TypeError)
  }

  expect(chunks).toEqual(chunksOfFixture('plain'))
  expect((await stream.finalChatCompletion()).choices[0].message.content).toBe('春眠不觉晓🌏')
})

test('a loop after finalChatCompletion is a TypeError', async () => {
  const { stream } = await countedStream()
  await stream.finalChatCompletion()

  const refusal = await errorOf(collect(stream))

  expect(refusal).toBeInstanceOf(TypeError)
})
