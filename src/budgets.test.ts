import { getEventListeners } from 'node:events'
import { APITimeoutError, createClient, type ClientOptions } from 'doubao-client'
import { expect, test } from 'vitest'
import { collect } from '../contract-tests/support/facade/collect.ts'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { createFakeClock, type FakeClock } from '../contract-tests/support/facade/fake-clock.ts'
import { answerJson, answerWith, type ObservedFetch } from '../contract-tests/support/facade/observed-fetch.ts'
import { answer, apiKey, question } from '../contract-tests/support/facade/question.ts'
import { replayBytes } from '../contract-tests/support/facade/replayed-bytes.ts'

const never = () => new Promise<never>(() => undefined)

function completionsOf(gateway: ObservedFetch, clock: FakeClock, options: Partial<ClientOptions<'anyfast'>> = {}) {
  return createClient({ gateway: 'anyfast', apiKey, fetch: gateway.fetch, clock, ...options }).chat.completions
}

/** A stream whose events the test sends one by one. */
function openGateway() {
  let controller: ReadableStreamDefaultController<Uint8Array> | undefined
  let cancels = 0
  const body = new ReadableStream<Uint8Array>({
    start: (started) => {
      controller = started
    },
    cancel: () => {
      cancels += 1
    },
  })
  const gateway = answerWith(() => new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }))
  const send = (text: string) => controller?.enqueue(new TextEncoder().encode(text))
  const sendDelta = (delta: object) => send(`data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`)
  return { gateway, send, sendDelta, countCancels: () => cancels }
}

test('headers that do not come within timeout are an APITimeoutError, and are not asked for again', async () => {
  const clock = createFakeClock()
  const gateway = answerWith(never)
  const attempt = errorOf(completionsOf(gateway, clock, { timeout: 5_000 }).create(question))

  await clock.advance(4_999)
  expect(gateway.lastRequest().signal.aborted).toBe(false)
  await clock.advance(1)

  const error = await attempt
  expect(error).toBeInstanceOf(APITimeoutError)
  expect(error).toMatchObject({
    name: 'APITimeoutError',
    budget: 'headers',
    message: 'no answer began within 5000 ms (timeout)',
    attempts: 1,
    isRetryable: false,
    partial: undefined,
  })
  expect(gateway.lastRequest().signal.aborted).toBe(true)
  expect(gateway.calls).toHaveLength(1)
  expect(clock.countTimers()).toBe(0)
})

test('timeout begins anew with each attempt', async () => {
  const clock = createFakeClock()
  let requests = 0
  const gateway = answerWith(async () => {
    await new Promise<void>((resolve) => clock.setTimer(resolve, 4_000, false))
    return (requests += 1) < 3 ? new Response(null, { status: 503 }) : Response.json(answer)
  })
  const attempt = completionsOf(gateway, clock, { timeout: 5_000 }).create(question)

  await clock.advance(20_000)

  expect(await attempt).toEqual(answer)
})

test('an answer that comes too late is let go', async () => {
  const clock = createFakeClock()
  let cancels = 0
  const gateway = answerWith(async () => {
    await new Promise<void>((resolve) => clock.setTimer(resolve, 9_000, false))
    return new Response(replayBytes('{}', { ending: 'hang', onCancel: () => (cancels += 1) }))
  })
  const attempt = errorOf(completionsOf(gateway, clock, { timeout: 5_000 }).create(question))

  await clock.advance(10_000)

  expect(await attempt).toBeInstanceOf(APITimeoutError)
  expect(cancels).toBe(1)
})

test('a JSON body that does not come within idleTimeout is an APITimeoutError', async () => {
  const clock = createFakeClock()
  const gateway = answerWith(() => new Response(replayBytes('{"choices": [', { ending: 'hang' })))
  const attempt = errorOf(completionsOf(gateway, clock, { idleTimeout: 5_000 }).create(question))

  await clock.advance(5_000)

  expect(await attempt).toMatchObject({ budget: 'idle', message: 'no content for 5000 ms (idleTimeout)' })
})

test('idleTimeout begins anew with the body of each answer', async () => {
  const clock = createFakeClock()
  let requests = 0
  const gateway = answerWith(() => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(new TextEncoder().encode(JSON.stringify(answer)))
        clock.setTimer(
          () => {
            controller.close()
          },
          4_000,
          false,
        )
      },
    })
    return new Response(body, { status: (requests += 1) < 3 ? 503 : 200 })
  })
  const attempt = completionsOf(gateway, clock, { idleTimeout: 5_000 }).create(question)

  await clock.advance(20_000)

  expect(await attempt).toEqual(answer)
})

test('a stream without content for idleTimeout is an APITimeoutError with what arrived', async () => {
  const clock = createFakeClock()
  const { gateway, send, sendDelta, countCancels } = openGateway()
  const stream = await completionsOf(gateway, clock, { idleTimeout: 5_000 }).create({ ...question, stream: true })
  const attempt = errorOf(stream.finalChatCompletion())
  await clock.advance(4_000)
  sendDelta({ content: '春' })

  // Nothing of this is content.
  for (const text of [': keep-alive\n\n', 'event: ping\n\n', 'data: {"choices": []}\n\n']) {
    await clock.advance(1_000)
    send(text)
  }
  for (const delta of [{ role: 'assistant' }, { content: '' }, { content: null, role: 'assistant' }]) sendDelta(delta)
  await clock.advance(1_999)
  expect(countCancels()).toBe(0)
  await clock.advance(1)

  expect(await attempt).toMatchObject({
    name: 'APITimeoutError',
    budget: 'idle',
    message: 'no content for 5000 ms (idleTimeout)',
    partial: { choices: [{ message: { content: '春' } }] },
  })
  expect(countCancels()).toBe(1)
  expect(clock.countTimers()).toBe(0)
})

test.each([
  ['content', '{"choices": [{"delta": {"content": "x"}}]}'],
  ['reasoning', '{"choices": [{"delta": {"content": "", "reasoning_content": "x"}}]}'],
  ['a tool call', '{"choices": [{"delta": {"tool_calls": [{"index": 0}]}}]}'],
  ['a finish_reason', '{"choices": [{"delta": {}, "finish_reason": "stop"}]}'],
  ['a key that nobody knows', '{"choices": [{"delta": {"audio": "x"}}]}'],
  ['the usage', '{"choices": [], "usage": {"total_tokens": 1}}'],
  ['one choice of two', '{"choices": [{"delta": {"content": "x"}}, {"delta": {"content": ""}}]}'],
])('%s begins idleTimeout anew', async (_, data) => {
  const clock = createFakeClock()
  const { gateway, send } = openGateway()
  const stream = await completionsOf(gateway, clock, { idleTimeout: 5_000 }).create({ ...question, stream: true })
  const attempt = stream.finalChatCompletion()

  for (let event = 0; event < 5; event += 1) {
    await clock.advance(4_000)
    send(`data: ${data}\n\n`)
  }
  send('data: {"choices": [{"finish_reason": "stop"}]}\n\ndata: [DONE]\n\n')

  expect(await attempt).toHaveProperty('object', 'chat.completion')
})

test('the time that the loop itself takes is no idle time', async () => {
  const clock = createFakeClock()
  const { gateway, sendDelta, send } = openGateway()
  const stream = await completionsOf(gateway, clock, { idleTimeout: 5_000 }).create({ ...question, stream: true })
  sendDelta({ role: 'assistant' })
  let chunks = 0

  for await (const _ of stream) {
    chunks += 1
    await clock.advance(60_000)
    if (chunks === 1) sendDelta({ content: 'x' })
    else send('data: [DONE]\n\n')
  }

  expect(chunks).toBe(2)
})

test('what is left of idleTimeout at a chunk without content is left after the time that the loop takes', async () => {
  const clock = createFakeClock()
  const { gateway, sendDelta } = openGateway()
  const stream = await completionsOf(gateway, clock, { idleTimeout: 5_000 }).create({ ...question, stream: true })
  const chunks = stream[Symbol.asyncIterator]()
  const first = chunks.next()
  await clock.advance(3_000)
  sendDelta({ role: 'assistant' })
  await first
  await clock.advance(60_000)
  expect(clock.countTimers()).toBe(1)

  const second = errorOf(chunks.next())
  await clock.advance(1_999)
  expect(clock.countTimers()).toBe(2)
  await clock.advance(1)

  expect(await second).toMatchObject({ budget: 'idle', message: 'no content for 5000 ms (idleTimeout)' })
  expect(clock.countTimers()).toBe(0)
})

test('a timer that looked while a read waits is stopped with it', async () => {
  const clock = createFakeClock()
  const { gateway, send, sendDelta } = openGateway()
  const stream = await completionsOf(gateway, clock, { idleTimeout: 5_000 }).create({ ...question, stream: true })
  const completion = stream.finalChatCompletion()
  await clock.advance(3_000)
  sendDelta({ content: 'x' })
  await clock.advance(3_000)

  send('data: [DONE]\n\n')
  await completion

  expect(clock.countTimers()).toBe(0)
})

test('totalTimeout ends a stream that drips for ever, with what arrived', async () => {
  const clock = createFakeClock()
  const { gateway, sendDelta } = openGateway()
  const stream = await completionsOf(gateway, clock, { totalTimeout: 10_000 }).create({ ...question, stream: true })
  const attempt = errorOf(stream.finalChatCompletion())

  for (let second = 0; second < 10; second += 1) {
    sendDelta({ content: '.' })
    await clock.advance(1_000)
  }

  expect(await attempt).toMatchObject({
    budget: 'total',
    message: 'not complete after 10000 ms (totalTimeout)',
    partial: { choices: [{ message: { content: '..........' } }] },
  })
  expect(clock.countTimers()).toBe(0)
})

test('totalTimeout counts the retries and their waits', async () => {
  const clock = createFakeClock()
  const gateway = answerWith(() => new Response(null, { status: 503, headers: { 'Retry-After': '8' } }))
  const attempt = errorOf(completionsOf(gateway, clock, { totalTimeout: 10_000 }).create(question))

  await clock.advance(10_000)

  expect(await attempt).toMatchObject({ budget: 'total', attempts: 2 })
  expect(clock.countTimers()).toBe(0)
})

test('the defaults are five minutes to the headers, five without content, and an hour in all', async () => {
  const clock = createFakeClock()
  const waiting = errorOf(completionsOf(answerWith(never), clock).create(question))
  await clock.advance(299_999)
  expect(clock.countTimers()).toBe(2)
  await clock.advance(1)
  expect(await waiting).toMatchObject({ budget: 'headers' })

  const { gateway, sendDelta } = openGateway()
  const stream = await completionsOf(gateway, clock).create({ ...question, stream: true })
  const dripping = errorOf(stream.finalChatCompletion())
  for (let minutes = 0; minutes < 56; minutes += 4) {
    await clock.advance(240_000)
    sendDelta({ content: '.' })
  }
  await clock.advance(240_000)
  expect(await dripping).toMatchObject({ budget: 'total' })
})

test.each([
  [
    'it is aborted',
    async (controller: AbortController) => {
      controller.abort()
      await Promise.resolve()
    },
  ],
  ['its time is over', (_: AbortController, clock: FakeClock) => clock.advance(3_600_000)],
])('a stream that nobody reads leaves nothing behind once %s', async (_, end) => {
  const clock = createFakeClock()
  const controller = new AbortController()
  const { gateway } = openGateway()
  await completionsOf(gateway, clock).create({ ...question, stream: true }, { signal: controller.signal })
  expect(clock.countTimers()).toBe(1)

  await end(controller, clock)

  await clock.advance(0)
  expect(clock.countTimers()).toBe(0)
  expect(getEventListeners(controller.signal, 'abort')).toEqual([])
})

test.each([
  ['that is answered', Response.json(answer)],
  ['that is refused', new Response(null, { status: 400 })],
  ['whose answer is no completion', Response.json({})],
  ['whose answer breaks off', new Response(replayBytes('{', { ending: new Error('reset by peer') }))],
])('a call %s leaves no timer and no listener behind', async (_, response) => {
  const clock = createFakeClock()
  const { signal } = new AbortController()
  const gateway = answerWith(() => response)

  await completionsOf(gateway, clock)
    .create(question, { signal })
    .catch(() => undefined)

  expect(clock.countTimers()).toBe(0)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test.each([
  ['is complete', 'data: [DONE]\n\n'],
  ['failed', 'data: {"error": "busy"}\n\n'],
])('a stream that %s leaves no timer and no listener behind', async (_, end) => {
  const clock = createFakeClock()
  const { signal } = new AbortController()
  const { gateway, send } = openGateway()
  const stream = await completionsOf(gateway, clock).create({ ...question, stream: true }, { signal })
  send(end)

  await collect(stream).catch(() => undefined)

  expect(clock.countTimers()).toBe(0)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('a stream that was left leaves no timer and no listener behind', async () => {
  const clock = createFakeClock()
  const { signal } = new AbortController()
  const { gateway, sendDelta } = openGateway()
  const stream = await completionsOf(gateway, clock).create({ ...question, stream: true }, { signal })
  sendDelta({ content: 'x' })

  for await (const _ of stream) break

  expect(clock.countTimers()).toBe(0)
  expect(getEventListeners(signal, 'abort')).toEqual([])
})

test('Infinity is no limit, and sets no timer', async () => {
  const clock = createFakeClock()
  const limits = { timeout: Infinity, idleTimeout: Infinity, totalTimeout: 2 ** 31 }
  void completionsOf(answerWith(never), clock, limits).create(question)

  await clock.advance(1)

  expect(clock.countTimers()).toBe(0)
})

test('a call without limits comes to its end', async () => {
  const limits = { timeout: Infinity, idleTimeout: Infinity, totalTimeout: Infinity }

  const completion = await completionsOf(answerJson(answer), createFakeClock(), limits).create(question)

  expect(completion).toEqual(answer)
})

test.each(['timeout', 'idleTimeout', 'totalTimeout', 'maxEventSize'])(
  '%s has to be a number from 1 on',
  async (name) => {
    for (const value of [0, -1, NaN]) {
      expect(() => createClient({ gateway: 'anyfast', apiKey, [name]: value })).toThrow(TypeError)
      const completions = completionsOf(answerWith(never), createFakeClock())
      expect(await errorOf(completions.create(question, { [name]: value }))).toHaveProperty(
        'message',
        `${name} must be a number from 1 on`,
      )
    }
  },
)

test.each(['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_BODY_TIMEOUT'])(
  'a limit of fetch itself (%s) is an APITimeoutError, and nothing is sent again',
  async (code) => {
    const cause = Object.assign(new Error('Timeout Error'), { code })
    const isBody = code.includes('BODY')
    const thrown = new TypeError(isBody ? 'terminated' : 'fetch failed', { cause })
    const gateway = answerWith(() => {
      if (!isBody) throw thrown
      return new Response(replayBytes('{', { ending: thrown }))
    })

    const error = await errorOf(completionsOf(gateway, createFakeClock()).create(question))

    const message = 'fetch gave up'
    expect(error).toMatchObject({ message, budget: isBody ? 'idle' : 'headers', attempts: 1, cause: thrown })
    expect(gateway.calls).toHaveLength(1)
  },
)
