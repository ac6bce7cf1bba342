import { createClient, StreamError, type ClientOptions, type Hooks } from 'doubao-client'
import { expect, test } from 'vitest'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { createFakeClock } from '../contract-tests/support/facade/fake-clock.ts'
import { readFixture } from '../contract-tests/support/facade/fixture.ts'
import { answerJson, answerWith } from '../contract-tests/support/facade/observed-fetch.ts'
import { answer, apiKey, question } from '../contract-tests/support/facade/question.ts'
import { replayBytes, replayEvents } from '../contract-tests/support/facade/replayed-bytes.ts'

type Told = [hook: keyof Hooks, event: Record<string, unknown>]

/** Hooks that keep what they were told. */
function listen() {
  const told: Told[] = []
  const hooks: Hooks = {
    onRequest: (event) => told.push(['onRequest', { ...event }]),
    onRetry: (event) => told.push(['onRetry', { ...event }]),
    onResponse: (event) => told.push(['onResponse', { ...event }]),
    onError: (event) => told.push(['onError', { ...event }]),
    onStreamEnd: (event) => told.push(['onStreamEnd', { ...event }]),
  }
  return { hooks, told, names: () => told.map(([name]) => name) }
}

function completionsOf(fetch: typeof globalThis.fetch, options: Partial<ClientOptions<'anyfast'>>) {
  return createClient({ gateway: 'anyfast', apiKey, fetch, ...options }).chat.completions
}

test('a call tells of its request and its answer', async () => {
  const { hooks, told } = listen()
  const { fetch } = answerJson(answer, { headers: { 'X-Request-Id': 'own-id' } })

  await completionsOf(fetch, { hooks }).create(question)

  const times = { toFirstContent: undefined, total: expect.any(Number) as number }
  expect(told).toEqual([
    [
      'onRequest',
      {
        model: 'doubao-seed-evolving',
        attempt: 1,
        requestId: undefined,
        url: 'https://www.anyfast.ai/v1/chat/completions',
        timings: { ...times, toHeaders: undefined },
      },
    ],
    [
      'onResponse',
      {
        model: 'doubao-seed-evolving',
        attempt: 1,
        requestId: 'own-id',
        status: 200,
        timings: { ...times, toHeaders: expect.any(Number) as number },
      },
    ],
  ])
})

test('each attempt is told, with the error and the wait before the next', async () => {
  const { hooks, told, names } = listen()
  const clock = createFakeClock()
  const { fetch } = answerJson({ error: { code: 'Busy', message: 'busy' } }, { status: 503 })
  const attempt = errorOf(completionsOf(fetch, { hooks, clock, maxRetries: 1 }).create(question))

  await clock.advance(1_000)
  const error = await attempt

  expect(names()).toEqual(['onRequest', 'onResponse', 'onRetry', 'onRequest', 'onResponse', 'onError'])
  expect(told[2]?.[1]).toMatchObject({ attempt: 1, delay: 500, error: { status: 503, attempts: 1 } })
  expect(told[3]?.[1]).toMatchObject({ attempt: 2, timings: { total: 500 } })
  expect(told[5]?.[1]).toMatchObject({ attempt: 2, timings: { total: 500 } })
  expect(told[5]?.[1]['error']).toBe(error)
})

test('a stream tells when its first content came, and how much came', async () => {
  const { hooks, told, names } = listen()
  const clock = createFakeClock()
  const bytes = readFixture('plain')
  const { fetch } = answerWith(async () => {
    await clock.advance(30)
    return new Response(replayBytes(bytes), { headers: { 'Content-Type': 'text/event-stream' } })
  })
  const stream = await completionsOf(fetch, { hooks, clock }).create({ ...question, stream: true })

  for await (const _ of stream) await clock.advance(10)

  expect(names()).toEqual(['onRequest', 'onResponse', 'onStreamEnd'])
  expect(told[2]?.[1]).toMatchObject({
    outcome: 'complete',
    events: 7,
    bytes: bytes.length,
    timings: { toHeaders: 30, toFirstContent: 30, total: 100 },
  })
})

test('the first content is none of role or empty text', async () => {
  const { hooks, told } = listen()
  const clock = createFakeClock()
  const deltas = [{ role: 'assistant' }, { content: '' }, { content: 'x' }, { content: 'y' }]
  const chunks = deltas.map((delta) => `data: ${JSON.stringify({ choices: [{ index: 0, delta }] })}\n\n`)
  const { fetch } = replayEvents(`${chunks.join('')}data: [DONE]\n\n`)
  const stream = await completionsOf(fetch, { hooks, clock }).create({ ...question, stream: true })

  for await (const _ of stream) await clock.advance(10)

  expect(told.at(-1)).toMatchObject(['onStreamEnd', { timings: { toFirstContent: 20, total: 40 } }])
})

test.each([
  ['left', 'plain', 1],
  ['failed', 'cut-off', Infinity],
])('a stream that %s tells so', async (outcome, fixture, chunksWanted) => {
  const { hooks, told } = listen()
  const { fetch } = replayEvents(readFixture(fixture))
  const stream = await completionsOf(fetch, { hooks }).create({ ...question, stream: true })
  let chunks = 0

  const loop = async () => {
    for await (const _ of stream) if (++chunks === chunksWanted) break
  }
  const error = await loop().catch((thrown: unknown) => thrown)

  expect(told.at(-1)).toMatchObject(['onStreamEnd', { outcome, events: chunks }])
  const errors = told.filter(([name]) => name === 'onError').map(([, event]) => event['error'])
  expect(errors).toEqual(outcome === 'failed' ? [error] : [])
  if (outcome === 'failed') expect(error).toBeInstanceOf(StreamError)
})

test('an abort is told as the error it becomes', async () => {
  const { hooks, told } = listen()
  const controller = new AbortController()
  const { fetch } = answerWith(async () => {
    controller.abort('enough')
    await new Promise(() => undefined)
    return Response.json({})
  })

  await errorOf(completionsOf(fetch, { hooks }).create(question, { signal: controller.signal }))

  expect(told.at(-1)).toMatchObject(['onError', { error: 'enough' }])
})

test.each([
  [
    'throws',
    () => {
      throw new Error('of the hook')
    },
  ],
  ['rejects', () => Promise.reject(new Error('of the hook'))],
] as [string, () => void][])('a hook that %s disturbs nothing, and is told to the logger', async (_, onRequest) => {
  const errors: unknown[][] = []
  const quiet = () => undefined
  const logger = { debug: quiet, warn: quiet, error: (...words: unknown[]) => errors.push(words) }

  const completion = await completionsOf(answerJson(answer).fetch, { hooks: { onRequest }, logger }).create(question)

  expect(completion).toEqual(answer)
  expect(errors).toEqual([['doubao-client onRequest threw', new Error('of the hook')]])
})

test('a logger that throws disturbs nothing', async () => {
  const fail = () => {
    throw new Error('of the logger')
  }
  const logger = { debug: fail, warn: fail, error: fail }

  const completion = await completionsOf(answerJson(answer).fetch, { logger }).create(question)

  expect(completion).toEqual(answer)
})

test('the logger gets requests and answers for debugging, retries as warnings and failures as errors', async () => {
  const lines: unknown[] = []
  const note = (level: string) => (message: string) => lines.push(`${level} ${message}`)
  const logger = { debug: note('debug'), warn: note('warn'), error: note('error') }
  const clock = createFakeClock()
  const { fetch } = answerJson({}, { status: 500 })
  const attempt = errorOf(completionsOf(fetch, { logger, clock, maxRetries: 1 }).create(question))

  await clock.advance(1_000)
  await attempt

  expect(lines).toEqual([
    'debug doubao-client onRequest',
    'debug doubao-client onResponse',
    'warn doubao-client onRetry',
    'debug doubao-client onRequest',
    'debug doubao-client onResponse',
    'error doubao-client onError',
  ])
})

test('no event holds the key, though the gateway quotes it everywhere', async () => {
  const { hooks, told } = listen()
  const clock = createFakeClock()
  const headers = { 'X-Request-Id': apiKey, 'X-Debug': apiKey }
  const { fetch } = answerJson({ error: { code: apiKey, message: apiKey } }, { status: 500, headers })
  const attempt = errorOf(completionsOf(fetch, { hooks, clock }).create(question))

  await clock.advance(10_000)
  await attempt

  expect(told).toHaveLength(9)
  expect(JSON.stringify(told)).not.toContain(apiKey)
  expect(JSON.stringify(told)).toContain('[API key]')
})
