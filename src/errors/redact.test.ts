import { createServer } from 'node:net'
import { inspect } from 'node:util'
import { createClient, DoubaoError } from 'doubao-client'
import { expect, onTestFinished, test } from 'vitest'
import { errorOf } from '../../contract-tests/support/facade/error-of.ts'
import { answerWith, failWith } from '../../contract-tests/support/facade/observed-fetch.ts'
import { apiKey, question } from '../../contract-tests/support/facade/question.ts'
import { replayBytes, replayEvents } from '../../contract-tests/support/facade/replayed-bytes.ts'
import { reasonOf, redactDeep, redactThrown } from './redact.ts'

const withoutKey = (text: string) => text.replaceAll(apiKey, '[API key]')

/** All that a log could show of an error. */
function everythingIn(error: unknown): string {
  const { message, stack } = error instanceof Error ? error : new Error('no error')
  return [message, stack, inspect(error, { depth: 20, showHidden: true, getters: true }), JSON.stringify(error)].join()
}

function expectNoKey(error: unknown): void {
  expect(error).toBeInstanceOf(DoubaoError)
  expect(everythingIn(error)).not.toContain(apiKey)
}

function completionsOf(fetch: typeof globalThis.fetch) {
  return createClient({ gateway: 'anyfast', apiKey, fetch, maxRetries: 0 }).chat.completions
}

const quotingBodies: [where: string, body: unknown][] = [
  ['the message', { error: { code: 'AuthenticationError', message: `the key ${apiKey} is not ${apiKey}` } }],
  ['the code', { error: { code: apiKey, message: 'no' } }],
  ['an error that is a text', { error: `wrong key: ${apiKey}` }],
  ['a bare message', { code: 1, message: apiKey }],
  ['a text', `wrong key: ${apiKey}`],
  ['a deep property', { error: { message: 'no', details: [{ headers: { authorization: `Bearer ${apiKey}` } }] } }],
  ['a property name', { error: { message: 'no', keys: { [apiKey]: { [`Bearer ${apiKey}`]: 1 } } } }],
  ['the request id in the message', { error: { message: `no. Request id: ${apiKey}` } }],
  ['a list', [[apiKey]]],
]

test.each(quotingBodies)('a gateway that quotes the key in %s of an error is not quoted', async (_, body) => {
  const { fetch } = answerWith(() => Response.json(body, { status: 401 }))

  const error = await errorOf(completionsOf(fetch).create(question))

  expectNoKey(error)
  expect(error).toHaveProperty('status', 401)
  expect(everythingIn(error)).toContain('[API key]')
})

test.each(quotingBodies)('nor in %s under status 200', async (_, body) => {
  const { fetch } = answerWith(() => Response.json(body))

  const errors = [
    await errorOf(completionsOf(fetch).create(question)),
    await errorOf(completionsOf(fetch).create({ ...question, stream: true })),
  ]

  for (const error of errors) {
    expectNoKey(error)
    expect(everythingIn(error)).toContain('[API key]')
  }
})

test.each([
  ['HTML', 500, `<h1>wrong key ${apiKey}</h1>`],
  ['HTML, at the cut', 500, 'x'.repeat(190) + apiKey],
  ['HTML under status 200', 200, `<h1>wrong key ${apiKey}</h1>`],
  ['HTML under status 200, at the cut', 200, 'x'.repeat(190) + apiKey],
])('nor in %s', async (_, status, text) => {
  const { fetch } = answerWith(() => new Response(text, { status }))

  const error = await errorOf(completionsOf(fetch).create(question))

  expectNoKey(error)
  expect(everythingIn(error)).not.toContain(apiKey.slice(0, 9))
})

test.each([
  ['any header', 400, { 'X-Debug': `Bearer ${apiKey}` }],
  ['a cookie', 400, { 'Set-Cookie': `key=${apiKey}` }],
  ['the request id', 400, { 'X-Request-Id': apiKey }],
  ['the location of a redirect', 302, { Location: `https://elsewhere.example/?key=${apiKey}` }],
  ['a header under status 200', 200, { 'X-Debug': apiKey }],
])('nor in %s', async (_, status, headers) => {
  const { fetch } = answerWith(() => new Response('', { status, headers }))

  const error = await errorOf(completionsOf(fetch).create(question))

  expectNoKey(error)
  expect(everythingIn(error)).toContain('[API key]')
})

test('nor in the status text', async () => {
  const { fetch } = answerWith(() => new Response('', { status: 401, statusText: `Wrong key ${apiKey}` }))

  const error = await errorOf(completionsOf(fetch).create(question))

  expectNoKey(error)
  expect(error).toHaveProperty('message', 'status 401 Wrong key [API key]')
})

const chunk = (content: string) => ({ choices: [{ index: 0, delta: { content } }] })

test.each([
  ['the message of an error', { error: { message: `wrong key ${apiKey}` } }],
  ['the code of an error', { error: { code: apiKey, message: 'no' } }],
  ['an error that is a text', { error: apiKey }],
  ['an error without words', { error: { [apiKey]: 1 } }],
  ['an error without words, at the cut', { error: { x: 'x'.repeat(170) + apiKey } }],
  ['a bare message', { code: apiKey, message: apiKey }],
  ['an event that is no chunk', { choices: apiKey }],
  ['a text', apiKey],
  ['content', chunk(apiKey)],
  ['an unknown key', { ...chunk('x'), debug: { [apiKey]: [apiKey] } }],
])('nor in %s of a stream', async (_, event) => {
  const { fetch } = replayEvents(`data: ${JSON.stringify(chunk('x'))}\n\ndata: ${JSON.stringify(event)}\n\n`)
  const stream = await completionsOf(fetch).create({ ...question, stream: true })

  const error = await errorOf(stream.finalChatCompletion())

  expectNoKey(error)
  expect(everythingIn(error)).not.toContain(apiKey.slice(0, 9))
})

test.each([
  ['an event that is no JSON', `data: wrong key ${apiKey}\n\n`],
  ['an event that is no JSON, at its beginning', `data: ${apiKey}\n\n`],
  ['an event that is no JSON, at the cut', `data: ${'x'.repeat(190)}${apiKey}\n\n`],
  [
    'content that comes in fragments',
    apiKey
      .split('')
      .map((text) => `data: ${JSON.stringify(chunk(text))}\n\n`)
      .join(''),
  ],
])('nor in %s', async (_, events) => {
  const { fetch } = replayEvents(events)
  const stream = await completionsOf(fetch).create({ ...question, stream: true })

  const error = await errorOf(stream.finalChatCompletion())

  expectNoKey(error)
  expect(everythingIn(error)).not.toContain(apiKey.slice(0, 9))
})

test('nor in a stream that the loop leaves, and whose request id is the key', async () => {
  const body = `data: ${JSON.stringify(chunk(apiKey))}\n\n`
  const headers = { 'Content-Type': 'text/event-stream', 'X-Request-Id': apiKey }
  const { fetch } = answerWith(() => new Response(body, { headers }))
  const stream = await completionsOf(fetch).create({ ...question, stream: true })
  for await (const _ of stream) break

  const error = await errorOf(stream.finalChatCompletion())

  expectNoKey(error)
})

test.each([
  ['before the headers', `NONSENSE ${apiKey}\r\n\r\n`],
  ['in the headers', `HTTP/1.1 200 OK\r\nX-Bad\0: ${apiKey}\r\n\r\n`],
  ['in a JSON answer', `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n${apiKey}\r\n`],
  ['in an error answer', `HTTP/1.1 500 Oh\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n{\r\n${apiKey}\r\n`],
  [
    'in a stream',
    `HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n1\r\n:\r\n${apiKey}\r\n`,
  ],
])('nor in bytes that are no HTTP, %s, which the parser of the runtime keeps in its error', async (_, bytes) => {
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.once('data', () => socket.end(bytes))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const { chat } = createClient({ gateway: 'anyfast', apiKey, baseURL: `http://127.0.0.1:${String(port)}` })

  const stream = bytes.includes('event-stream')
  const attempt = chat.completions.create({ ...question, stream })
  const error = await errorOf(
    attempt.then(async (data) => ('finalChatCompletion' in data ? data.finalChatCompletion() : data)),
  )

  expectNoKey(error)
  expect(error).toHaveProperty('cause')
})

test('nor in what an injected fetch throws, which stays the cause', async () => {
  const inner = new Error(`sent Bearer ${apiKey}`)
  const thrown = Object.assign(new TypeError(`could not send ${apiKey}`, { cause: inner }), { sent: apiKey })
  inner.cause = thrown
  const { fetch } = failWith(thrown)

  const error = await errorOf(completionsOf(fetch).create(question))

  expectNoKey(error)
  expect(error).toHaveProperty('cause', thrown)
})

test('nor in a text that an injected fetch throws', async () => {
  const { fetch } = failWith(`could not send ${apiKey}`)

  const error = await errorOf(completionsOf(fetch).create(question))

  expectNoKey(error)
  expect(error).toHaveProperty('cause', 'could not send [API key]')
})

test('nor in what breaks a stream', async () => {
  const headers = { 'Content-Type': 'text/event-stream' }
  const { fetch } = answerWith(() => new Response(replayBytes('', { ending: new Error(apiKey) }), { headers }))
  const stream = await completionsOf(fetch).create({ ...question, stream: true })

  const error = await errorOf(stream.finalChatCompletion())

  expectNoKey(error)
})

test('what a gateway says in a good answer is handed on as it came', async () => {
  const body = { choices: [{ message: { content: apiKey } }] }
  const { fetch } = answerWith(() => Response.json(body))

  const completion = await completionsOf(fetch).create(question)

  expect(completion).toEqual(body)
})

test('an error that does not hold the key is not touched', () => {
  const written: unknown[] = []
  const thrown = Object.defineProperty(new Error('no key'), 'note', {
    get: () => 'no key either',
    set: (value) => written.push(value),
  })

  redactThrown(thrown, withoutKey)

  expect(written).toEqual([])
})

test.each([
  ['lists', (inner: unknown): unknown => [inner]],
  ['objects', (inner: unknown): unknown => ({ inner })],
])('%s may be nested 99 deep, and what is deeper is left out', (_, wrap) => {
  const nest = (innermost: unknown, depth: number) => Array.from({ length: depth }).reduce(wrap, innermost)

  expect(redactDeep(nest([apiKey], 99), withoutKey)).toEqual(nest(['[API key]'], 99))
  expect(redactDeep(nest([apiKey], 100), withoutKey)).toEqual(nest(undefined, 100))
})

test.each(['text', new Error('words'), new Error('words', { cause: 'text' })])(
  'what was thrown without an error as its cause is of no kind: %s',
  (thrown) => {
    expect(reasonOf(thrown)).toHaveProperty('kind', '')
  },
)
