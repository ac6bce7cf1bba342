import { createClient } from 'doubao-client'
import { expect, test } from 'vitest'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { readFixture } from '../contract-tests/support/facade/fixture.ts'
import { startLocalServer } from '../contract-tests/support/facade/local-server.ts'
import { answerJson } from '../contract-tests/support/facade/observed-fetch.ts'
import { apiKey, question } from '../contract-tests/support/facade/question.ts'
import { replayEvents } from '../contract-tests/support/facade/replayed-bytes.ts'

test.each([
  ['an error', new RangeError('enough')],
  ['no error', 'enough'],
])('a signal that is aborted before the call throws its reason, %s, and nothing is sent', async (_, reason) => {
  const gateway = answerJson({})
  const client = createClient({ gateway: 'anyfast', apiKey, fetch: gateway.fetch })

  const error = await errorOf(client.chat.completions.create(question, { signal: AbortSignal.abort(reason) }))

  expect(error).toBe(reason)
  expect(gateway.calls).toEqual([])
})

test('an abort while waiting for the answer throws its reason and closes the connection', async () => {
  const controller = new AbortController()
  const reason = new RangeError('enough')
  const { baseURL, closings } = await startLocalServer(() => {
    controller.abort(reason)
  })
  const client = createClient({ gateway: 'anyfast', apiKey, baseURL })

  const error = await errorOf(client.chat.completions.create(question, { signal: controller.signal }))

  expect(error).toBe(reason)
  expect(await closings[0]).toBe(false)
})

test('an abort while a JSON answer arrives throws its reason', async () => {
  const controller = new AbortController()
  const reason = new RangeError('enough')
  const { baseURL } = await startLocalServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'application/json' }).write('{"choices": [')
  })
  const fetchAndAbort: typeof fetch = async (input, init) => {
    const response = await fetch(input, init)
    setImmediate(() => {
      controller.abort(reason)
    })
    return response
  }
  const client = createClient({ gateway: 'anyfast', apiKey, baseURL, fetch: fetchAndAbort })

  const error = await errorOf(client.chat.completions.create(question, { signal: controller.signal }))

  expect(error).toBe(reason)
})

test('an abort while an error answer arrives throws its reason', async () => {
  const controller = new AbortController()
  const reason = new RangeError('enough')
  const { baseURL } = await startLocalServer((_, response) => {
    response.writeHead(500, { 'Content-Type': 'application/json' }).write('{"error": {')
    setTimeout(() => {
      controller.abort(reason)
    }, 20)
  })
  const client = createClient({ gateway: 'anyfast', apiKey, baseURL })

  const error = await errorOf(client.chat.completions.create(question, { signal: controller.signal }))

  expect(error).toBe(reason)
})

test('an abort between two chunks throws its reason from the loop and closes the connection', async () => {
  const controller = new AbortController()
  const reason = new RangeError('enough')
  const { baseURL, closings } = await startLocalServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(readFixture('cut-off'))
  })
  const client = createClient({ gateway: 'anyfast', apiKey, baseURL })
  const stream = await client.chat.completions.create({ ...question, stream: true }, { signal: controller.signal })
  let chunks = 0

  const loop = async () => {
    for await (const _ of stream)
      if (++chunks === 3)
        setImmediate(() => {
          controller.abort(reason)
        })
  }
  const error = await errorOf(loop())

  expect(error).toBe(reason)
  expect(await closings[0]).toBe(false)
  expect(await errorOf(stream.finalChatCompletion())).toBe(reason)
})

test('after an abort no chunk is delivered, even where all of them had arrived', async () => {
  const controller = new AbortController()
  const reason = new RangeError('enough')
  const gateway = replayEvents(readFixture('plain'))
  const client = createClient({ gateway: 'anyfast', apiKey, fetch: gateway.fetch })
  const stream = await client.chat.completions.create({ ...question, stream: true }, { signal: controller.signal })
  let chunks = 0

  const loop = async () => {
    for await (const _ of stream) {
      chunks += 1
      controller.abort(reason)
    }
  }
  const error = await errorOf(loop())

  expect(error).toBe(reason)
  expect(chunks).toBe(1)
})

test('an abort before the loop throws its reason from finalChatCompletion', async () => {
  const controller = new AbortController()
  const { baseURL } = await startLocalServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(readFixture('cut-off'))
  })
  const client = createClient({ gateway: 'anyfast', apiKey, baseURL })
  const stream = await client.chat.completions.create({ ...question, stream: true }, { signal: controller.signal })

  controller.abort()

  const error = await errorOf(stream.finalChatCompletion())
  expect(error).toBe(controller.signal.reason)
})

test('an abort after the end changes nothing', async () => {
  const controller = new AbortController()
  const gateway = replayEvents(readFixture('plain'))
  const client = createClient({ gateway: 'anyfast', apiKey, fetch: gateway.fetch })
  const stream = await client.chat.completions.create({ ...question, stream: true }, { signal: controller.signal })
  const completion = await stream.finalChatCompletion()

  controller.abort()

  expect(await stream.finalChatCompletion()).toEqual(completion)
})
