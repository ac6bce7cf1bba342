import { APIConnectionError, APITimeoutError, createClient, RateLimitError } from 'doubao-client'
import { createUndiciFetch } from 'doubao-client/undici'
import { Agent, Dispatcher, errors, MockAgent } from 'undici'
import { expect, onTestFinished, test } from 'vitest'
import { collect } from '../contract-tests/support/facade/collect.ts'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { chunksOfFixture, readFixture } from '../contract-tests/support/facade/fixture.ts'
import { startLocalServer } from '../contract-tests/support/facade/local-server.ts'
import { answer, apiKey, question } from '../contract-tests/support/facade/question.ts'

/** The calls of a client over an agent of its own, which ends with the test. */
function completionsOf(baseURL: string) {
  const agent = new Agent()
  onTestFinished(() => agent.destroy())
  return createClient({ gateway: 'anyfast', apiKey, baseURL, maxRetries: 0, fetch: createUndiciFetch(agent) }).chat
    .completions
}

test('a JSON call sends what fetch sends, and gives what fetch gives', async () => {
  let body = ''
  const { baseURL, requests } = await startLocalServer((request, response) => {
    request.on('data', (bytes: Buffer) => (body += bytes.toString()))
    request.on('end', () => {
      response.setHeader('X-Request-Id', 'own-id').setHeader('Set-Cookie', ['a=1', 'b=2']).end(JSON.stringify(answer))
    })
  })

  const { data, status, headers, requestId } = await completionsOf(baseURL).createWithResponse(question)

  expect(data).toEqual(answer)
  expect([status, requestId, headers.get('set-cookie')]).toEqual([200, 'own-id', 'a=1,b=2'])
  expect(JSON.parse(body)).toEqual(question)
  expect(requests[0]).toMatchObject({
    method: 'POST',
    url: '/v1/chat/completions',
    headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json', accept: 'application/json' },
  })
})

test('a stream comes chunk by chunk', async () => {
  const { baseURL } = await startLocalServer((_, response) => {
    response.setHeader('Content-Type', 'text/event-stream').end(readFixture('plain'))
  })

  const stream = await completionsOf(baseURL).create({ ...question, stream: true })

  expect(await collect(stream)).toEqual(chunksOfFixture('plain'))
})

test('leaving the loop closes the connection', async () => {
  const { baseURL, closings } = await startLocalServer((_, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' }).write(readFixture('cut-off'))
  })
  const stream = await completionsOf(baseURL).create({ ...question, stream: true })

  for await (const _ of stream) break

  expect(await closings[0]).toBe(false)
})

test('an abort before the answer throws its reason and closes the connection', async () => {
  const controller = new AbortController()
  const reason = new RangeError('enough')
  const { baseURL, closings } = await startLocalServer(() => {
    controller.abort(reason)
  })

  const error = await errorOf(completionsOf(baseURL).create(question, { signal: controller.signal }))

  expect(error).toBe(reason)
  expect(await closings[0]).toBe(false)
})

/** A dispatcher that fails each request with an error of undici's own, and counts them. */
function failWith(error: Error, afterHeaders: boolean) {
  let requests = 0
  class Failing extends Dispatcher {
    override dispatch(_: Dispatcher.DispatchOptions, handler: Dispatcher.DispatchHandler): boolean {
      requests += 1
      const controller = {} as Dispatcher.DispatchController
      handler.onRequestStart?.(controller, {})
      if (afterHeaders) handler.onResponseStart?.(controller, 200, {})
      handler.onResponseError?.(controller, error)
      return true
    }
  }
  return { dispatcher: new Failing(), countRequests: () => requests }
}

test.each([
  ['headers', new errors.HeadersTimeoutError(), false],
  ['idle', new errors.BodyTimeoutError(), true],
])(
  'a time-out of undici itself is one of the budget %s, and is not sent again',
  async (budget, cause, afterHeaders) => {
    const { dispatcher, countRequests } = failWith(cause, afterHeaders)
    const { chat } = createClient({ gateway: 'anyfast', apiKey, fetch: createUndiciFetch(dispatcher) })

    const error = await errorOf(chat.completions.create(question))

    expect(error).toBeInstanceOf(APITimeoutError)
    expect(error).toMatchObject({ budget, attempts: 1, isRetryable: false })
    expect(countRequests()).toBe(1)
  },
)

test('an answer that breaks the rules of HTTP is not asked for again', async () => {
  const { dispatcher, countRequests } = failWith(new errors.HTTPParserError('Invalid header'), false)
  const { chat } = createClient({ gateway: 'anyfast', apiKey, fetch: createUndiciFetch(dispatcher) })

  const error = await errorOf(chat.completions.create(question))

  expect(error).toBeInstanceOf(APIConnectionError)
  expect(countRequests()).toBe(1)
})

test('an error status is the error class of that status', async () => {
  const { baseURL } = await startLocalServer((_, response) => {
    response.writeHead(429).end('{"error": {"code": "busy", "message": "later"}}')
  })

  const error = await errorOf(completionsOf(baseURL).create(question))

  expect(error).toBeInstanceOf(RateLimitError)
  expect(error).toMatchObject({ message: 'later', code: 'busy' })
})

test('a server that is not there is an APIConnectionError', async () => {
  const error = await errorOf(completionsOf('http://127.0.0.1:9').create(question))

  expect(error).toBeInstanceOf(APIConnectionError)
  expect(error).toMatchObject({ isRetryable: true })
})

test('a redirect is not followed', async () => {
  const { baseURL, requests } = await startLocalServer((_, response) => {
    response.writeHead(307, { Location: '/elsewhere' }).end()
  })

  const error = await errorOf(completionsOf(baseURL).create(question))

  expect(error).toMatchObject({ status: 307, message: 'a redirect to /elsewhere, not followed' })
  expect(requests).toHaveLength(1)
})

test('requests go through the dispatcher that is given', async () => {
  const agent = new MockAgent({ connections: 1 })
  agent.disableNetConnect()
  agent.get('https://www.anyfast.ai').intercept({ path: '/v1/chat/completions', method: 'POST' }).reply(200, answer)
  const { completions } = createClient({ gateway: 'anyfast', apiKey, fetch: createUndiciFetch(agent) }).chat

  expect(await completions.create(question)).toEqual(answer)
})

test('what is told before the answer is not the answer', async () => {
  const { baseURL } = await startLocalServer((_, response) => {
    response.writeProcessing()
    response.end(JSON.stringify(answer))
  })

  expect(await completionsOf(baseURL).create(question)).toEqual(answer)
})

test('a header of other bytes than ASCII is what fetch makes of it', async () => {
  const { baseURL } = await startLocalServer((_, response) => {
    response.setHeader('X-Request-Id', Buffer.from('号-1').toString('latin1')).end(JSON.stringify(answer))
  })
  const { completions } = createClient({ gateway: 'anyfast', apiKey, baseURL }).chat

  const { requestId } = await completionsOf(baseURL).createWithResponse(question)

  expect(requestId).toBe((await completions.createWithResponse(question)).requestId)
  expect(requestId).not.toBe('')
})

test('an answer without a body is an answer', async () => {
  const { baseURL } = await startLocalServer((_, response) => {
    response.writeHead(204).end()
  })

  const error = await errorOf(completionsOf(baseURL).create(question))

  expect(error).toMatchObject({ name: 'UnexpectedResponseError', status: 204 })
})

test('what is not read is not fetched', async () => {
  const piece = Buffer.alloc(65_536, ' ')
  const pieces = 2_000
  let written = 0
  const { baseURL } = await startLocalServer((_, response) => {
    const write = () => {
      written += 1
      if (written > pieces) response.end()
      else response.write(piece, write)
    }
    write()
  })
  const agent = new Agent()
  onTestFinished(() => agent.destroy())

  const response = await createUndiciFetch(agent)(new Request(baseURL, { method: 'POST', body: '{}' }))
  await expect.poll(() => isStill(() => written)).toBe(true)

  // What the sockets of both sides hold, and no more.
  expect(written).toBeLessThan(pieces / 2)
  expect((await response.arrayBuffer()).byteLength).toBe(pieces * piece.length)
})

/** Whether a number stays as it is for a while. */
async function isStill(read: () => number): Promise<boolean> {
  const before = read()
  await new Promise((resolve) => setTimeout(resolve, 50))
  return read() === before
}
