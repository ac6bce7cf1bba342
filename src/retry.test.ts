import { createServer, type AddressInfo } from 'node:net'
import {
  APIConnectionError,
  createClient,
  InternalServerError,
  RateLimitError,
  type ClientOptions,
} from 'doubao-client'
import { expect, onTestFinished, test } from 'vitest'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { createFakeClock } from '../contract-tests/support/facade/fake-clock.ts'
import { answerWith, failWith } from '../contract-tests/support/facade/observed-fetch.ts'
import { answer, apiKey, question } from '../contract-tests/support/facade/question.ts'

/** A gateway that fails so often with these headers, and then answers. */
function failing(times: number, status = 503, headers: Record<string, string> = {}, body: unknown = {}) {
  let left = times
  return answerWith(() => ((left -= 1) >= 0 ? Response.json(body, { status, headers }) : Response.json(answer)))
}

/** Makes one call and lets an hour pass. */
async function callWith(fetch: typeof globalThis.fetch, options: Partial<ClientOptions<'anyfast'>> = {}, random = 0) {
  const clock = createFakeClock(random)
  const client = createClient({ gateway: 'anyfast', apiKey, fetch, clock, ...options })
  const outcome = client.chat.completions.create(question).catch((error: unknown) => error)
  await clock.advance(3_599_000)
  return { outcome: await outcome, waits: clock.waits, timers: clock.countTimers() }
}

test('a request that fails twice is sent three times, and the answer to the third is the caller’s', async () => {
  const gateway = failing(2)

  const { outcome, waits, timers } = await callWith(gateway.fetch)

  expect(outcome).toEqual(answer)
  expect(gateway.calls).toHaveLength(3)
  expect(waits).toEqual([500, 1_000])
  expect(timers).toBe(0)
})

test('each attempt sends the same body', async () => {
  const bodies: Promise<string>[] = []
  let requests = 0
  const { fetch } = answerWith((request) => {
    bodies.push(request.text())
    return (requests += 1) < 3 ? new Response(null, { status: 500 }) : Response.json(answer)
  })

  await callWith(fetch)

  expect(new Set(await Promise.all(bodies))).toEqual(new Set([JSON.stringify(question)]))
})

test.each([
  [0, 1, []],
  [1, 2, [500]],
  [5, 6, [500, 1_000, 2_000, 4_000, 8_000]],
  [7, 8, [500, 1_000, 2_000, 4_000, 8_000, 8_000, 8_000]],
])('with maxRetries %i a failing request is sent %i times', async (maxRetries, attempts, expected) => {
  const gateway = failing(99)

  const { outcome, waits } = await callWith(gateway.fetch, { maxRetries })

  expect(outcome).toBeInstanceOf(InternalServerError)
  expect(outcome).toMatchObject({ attempts, isRetryable: true })
  expect(gateway.calls).toHaveLength(attempts)
  expect(waits).toEqual(expected)
})

test('chance takes up to a half off a wait', async () => {
  const { waits } = await callWith(failing(2).fetch, {}, 0.999)

  expect(waits).toEqual([expect.closeTo(250, 0), expect.closeTo(500, 0)])
})

test.each([
  ['seconds', { 'Retry-After': '7' }, 7_000],
  ['a fraction of seconds', { 'Retry-After': '0.5' }, 500],
  ['no seconds', { 'Retry-After': '0' }, 0],
  ['an HTTP date', { 'Retry-After': 'Thu, 01 Jan 2026 00:00:30 GMT' }, 30_000],
  ['an HTTP date in the past', { 'Retry-After': 'Wed, 31 Dec 2025 23:59:00 GMT' }, 0],
  ['an hour, which is capped', { 'Retry-After': '3600' }, 60_000],
  ['a date next year, which is capped', { 'Retry-After': 'Fri, 01 Jan 2027 00:00:00 GMT' }, 60_000],
  ['less than nothing', { 'Retry-After': '-5' }, 0],
  ['nothing', { 'Retry-After': '' }, 500],
  ['no time', { 'Retry-After': 'soon' }, 500],
  ['milliseconds', { 'Retry-After-Ms': '1234' }, 1_234],
  ['milliseconds beside seconds', { 'Retry-After-Ms': '20', 'Retry-After': '7' }, 20],
  ['no milliseconds beside seconds', { 'Retry-After-Ms': 'x', 'Retry-After': '7' }, 7_000],
])('the wait is what the answer asks for: %s', async (_, headers, wait) => {
  const { outcome, waits } = await callWith(failing(1, 429, headers).fetch)

  expect(outcome).toEqual(answer)
  expect(waits).toEqual([wait])
})

test.each([408, 409, 429, 500, 502, 503, 504, 529])('status %i is sent again', async (status) => {
  const { outcome } = await callWith(failing(1, status).fetch)

  expect(outcome).toEqual(answer)
})

test.each([301, 400, 401, 402, 403, 404, 413, 418, 422])('status %i is not', async (status) => {
  const gateway = failing(1, status)

  const { outcome } = await callWith(gateway.fetch)

  expect(outcome).toMatchObject({ status, attempts: 1, isRetryable: false })
  expect(gateway.calls).toHaveLength(1)
})

test.each(['QuotaExceeded.AccountDaily', 'insufficient_quota'])('nor is a 429 of the quota %s', async (code) => {
  const { outcome } = await callWith(failing(1, 429, {}, { error: { code, message: 'nothing left' } }).fetch)

  expect(outcome).toBeInstanceOf(RateLimitError)
  expect(outcome).toMatchObject({ code, attempts: 1, isRetryable: false })
})

test('a rate limit of a model is sent again', async () => {
  const body = { error: { code: 'RateLimitExceeded.EndpointTPMExceeded', message: 'busy' } }

  const { outcome } = await callWith(failing(1, 429, {}, body).fetch)

  expect(outcome).toEqual(answer)
})

test('a connection that fails before the headers is tried again', async () => {
  const gateway = failWith(new TypeError('fetch failed'))

  const { outcome } = await callWith(gateway.fetch)

  expect(outcome).toBeInstanceOf(APIConnectionError)
  expect(outcome).toMatchObject({ attempts: 3, isRetryable: true })
  expect(gateway.calls).toHaveLength(3)
})

test.each([
  ['Content-Length beside chunks', 'Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n'],
  ['two Content-Lengths', 'Content-Length: 3\r\nContent-Length: 4\r\n\r\n{}'],
  ['six encodings', 'Content-Encoding: gzip, gzip, gzip, gzip, gzip, gzip\r\nContent-Length: 2\r\n\r\n{}'],
])('an answer that breaks the rules of HTTP (%s) is not asked for again', async (_, rest) => {
  let connections = 0
  const server = createServer((socket) => {
    connections += 1
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(`HTTP/1.1 200 OK\r\n${rest}`))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const client = createClient({ gateway: 'anyfast', apiKey, baseURL: `http://127.0.0.1:${String(port)}` })

  const error = await errorOf(client.chat.completions.create(question))

  expect(error).toMatchObject({ attempts: 1, isRetryable: false })
  expect(connections).toBe(1)
})

test('an answer that broke off after a success status is not asked for again', async () => {
  const body = new ReadableStream({
    start: (controller) => {
      controller.error(new Error('reset by peer'))
    },
  })
  const gateway = answerWith(() => new Response(body))

  const { outcome } = await callWith(gateway.fetch)

  expect(outcome).toBeInstanceOf(APIConnectionError)
  expect(outcome).toMatchObject({ attempts: 1, isRetryable: false })
  expect(gateway.calls).toHaveLength(1)
})

test('an abort during the wait throws its reason, sends nothing more and leaves no timer', async () => {
  const clock = createFakeClock()
  const controller = new AbortController()
  const reason = new RangeError('enough')
  const gateway = failing(99)
  const client = createClient({ gateway: 'anyfast', apiKey, fetch: gateway.fetch, clock })
  const attempt = errorOf(client.chat.completions.create(question, { signal: controller.signal }))
  await clock.advance(100)

  controller.abort(reason)

  expect(await attempt).toBe(reason)
  expect(clock.waits).toEqual([500])
  await clock.advance(60_000)
  expect(gateway.calls).toHaveLength(1)
  expect(clock.countTimers()).toBe(0)
})

test.each([-1, NaN])('maxRetries %d is a TypeError that states the fix', (maxRetries) => {
  expect(() => createClient({ gateway: 'anyfast', apiKey, maxRetries })).toThrow(
    'maxRetries must be a number from 0 on',
  )
})

test('a call’s own maxRetries counts', async () => {
  const gateway = failing(99)
  const client = createClient({ gateway: 'anyfast', apiKey, fetch: gateway.fetch, maxRetries: 5 })

  await errorOf(client.chat.completions.create(question, { maxRetries: 0 }))

  expect(gateway.calls).toHaveLength(1)
})
