import { createServer } from 'node:net'
import { APIConnectionError, APIError, createClient, DoubaoError, UnexpectedResponseError } from 'doubao-client'
import { expect, test } from 'vitest'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { startLocalServer } from '../contract-tests/support/facade/local-server.ts'
import { answerJson, answerWith, failWith } from '../contract-tests/support/facade/observed-fetch.ts'
import { answer, apiKey, question } from '../contract-tests/support/facade/question.ts'
import { replayBytes } from '../contract-tests/support/facade/replayed-bytes.ts'

function clientOf(fetch: typeof globalThis.fetch) {
  return createClient({ gateway: 'anyfast', apiKey, fetch, maxRetries: 0 }).chat.completions
}

function clientAt(baseURL: string) {
  return createClient({ gateway: 'anyfast', apiKey, baseURL, maxRetries: 0 }).chat.completions
}

test.each([
  ['an empty object', {}],
  ['null', null],
  ['a list', []],
  ['a number', 7],
  ['choices that are null', { ...answer, choices: null }],
  ['no choices', { ...answer, choices: undefined }],
  ['choices that are no list', { ...answer, choices: { 0: { message: {} } } }],
  ['empty choices', { ...answer, choices: [] }],
  ['a choice without a message', { ...answer, choices: [{ index: 0, finish_reason: 'stop' }] }],
  ['a choice whose message is null', { ...answer, choices: [{ index: 0, message: null }] }],
  ['a choice whose message is a text', { ...answer, choices: [{ index: 0, message: 'hello' }] }],
  ['a choice that is null', { ...answer, choices: [null] }],
  ['a second choice without a message', { ...answer, choices: [...answer.choices, { index: 1 }] }],
])('success with %s is an UnexpectedResponseError that keeps the body', async (_, body) => {
  const { fetch } = answerJson(body, { headers: { 'X-Request-Id': 'own-id' } })

  const error = await errorOf(clientOf(fetch).create(question))

  expect(error).toBeInstanceOf(UnexpectedResponseError)
  expect(error).toMatchObject({ name: 'UnexpectedResponseError', status: 200, code: undefined, requestId: 'own-id' })
  expect(error).toHaveProperty('message', 'the answer is no completion')
  expect(error).toHaveProperty('body', JSON.parse(JSON.stringify(body)))
})

test.each([
  ['an envelope', { error: { code: 'QuotaExceeded', message: 'nothing left. Request id: 0217own' } }, 'QuotaExceeded'],
  ['an error that is a text', { error: 'nothing left. Request id: 0217own' }, undefined],
  ['a bare code', { code: 1004, message: 'nothing left. Request id: 0217own' }, '1004'],
])("an error under status 200 (%s) keeps the gateway's code, words and request id", async (_, body, code) => {
  const { fetch } = answerJson(body)

  const error = await errorOf(clientOf(fetch).create(question))

  expect(error).toBeInstanceOf(UnexpectedResponseError)
  expect(error).toMatchObject({ status: 200, code, requestId: '0217own', body })
  expect(error).toHaveProperty('message', 'the answer is no completion: nothing left. Request id: 0217own')
})

test.each([
  ['HTML', '<html>\n<title>Log in</title></html>', 'the answer is no JSON: Log in'],
  ['an empty body', '', 'the answer is no JSON'],
  ['JSON that is cut off', '{"choices": [', 'the answer is no JSON: {"choices": ['],
])('success with %s is an UnexpectedResponseError that keeps the text', async (_, text, message) => {
  const { fetch } = answerWith(() => new Response(text, { headers: { 'Content-Type': 'text/html' } }))

  const error = await errorOf(clientOf(fetch).create(question))

  expect(error).toBeInstanceOf(UnexpectedResponseError)
  expect(error).toMatchObject({ message, body: text, status: 200 })
})

test('success without content (204) is an UnexpectedResponseError', async () => {
  const { fetch } = answerWith(() => new Response(null, { status: 204 }))

  const errors = [
    await errorOf(clientOf(fetch).create(question)),
    await errorOf(clientOf(fetch).create({ ...question, stream: true })),
  ]

  for (const error of errors) {
    expect(error).toBeInstanceOf(UnexpectedResponseError)
    expect(error).toMatchObject({ status: 204, body: '' })
  }
})

test.each([200, 201])('a completion counts whatever its media type and success status (%i) are', async (status) => {
  const { fetch } = answerWith(() => new Response(JSON.stringify(answer), { status }))

  const completion = await clientOf(fetch).create(question)

  expect(completion).toEqual(answer)
})

test('an answer may be as long as maxEventSize, and no longer', async () => {
  const text = JSON.stringify(answer)
  const { fetch } = answerWith(() => new Response(text))

  const completion = await clientOf(fetch).create(question, { maxEventSize: text.length })
  const error = await errorOf(clientOf(fetch).create(question, { maxEventSize: text.length - 1 }))

  expect(completion).toEqual(answer)
  expect(error).toBeInstanceOf(UnexpectedResponseError)
  expect(error).toMatchObject({
    message: `the answer is longer than ${String(text.length - 1)} characters (maxEventSize)`,
    body: undefined,
  })
})

test('an UnexpectedResponseError is a DoubaoError but no APIError', async () => {
  const error = await errorOf(clientOf(answerJson({}).fetch).create(question))

  expect(error).toBeInstanceOf(DoubaoError)
  expect(error).not.toBeInstanceOf(APIError)
})

test('a refused connection is an APIConnectionError that names the host and keeps the cause', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  await new Promise((resolve) => server.close(resolve))

  const error = await errorOf(clientAt(`http://127.0.0.1:${String(port)}`).create(question))

  expect(error).toBeInstanceOf(APIConnectionError)
  expect(error).toHaveProperty('message', expect.stringMatching(`127.0.0.1:${String(port)}: .*ECONNREFUSED`))
  expect(error).toMatchObject({ name: 'APIConnectionError', cause: { cause: { code: 'ECONNREFUSED' } } })
})

test('a connection that is reset before the answer is an APIConnectionError', async () => {
  const { baseURL, requests } = await startLocalServer((request) => request.socket.resetAndDestroy())

  const error = await errorOf(clientAt(baseURL).create(question))

  expect(error).toBeInstanceOf(APIConnectionError)
  expect(error).toHaveProperty('cause', expect.any(TypeError))
  expect(requests).toHaveLength(1)
})

test.each([
  ['an error', new RangeError('own words'), 'own words'],
  ['an error with a cause', new TypeError('fetch failed', { cause: new Error('the real reason') }), 'the real reason'],
  ['a text', 'own words', 'own words'],
])('whatever fetch throws (%s) is the cause, and its reason stands in the message', async (_, thrown, words) => {
  const { fetch } = failWith(thrown)

  const error = await errorOf(clientOf(fetch).create(question))

  expect(error).toBeInstanceOf(APIConnectionError)
  expect(error).toHaveProperty('cause', thrown)
  expect(error).toHaveProperty('message', `no answer from www.anyfast.ai: ${words}`)
})

test.each(['application/json', 'text/html'])(
  'a success (%s) that breaks off is an APIConnectionError',
  async (type) => {
    const { baseURL } = await startLocalServer((request, response) => {
      response.writeHead(200, { 'Content-Type': type })
      response.write('{"choices":', () => request.socket.resetAndDestroy())
    })

    const errors = [
      await errorOf(clientAt(baseURL).create(question)),
      await errorOf(clientAt(baseURL).create({ ...question, stream: true })),
    ]

    for (const error of errors) {
      expect(error).toBeInstanceOf(APIConnectionError)
      expect(error).toHaveProperty('message', 'the answer broke off')
      expect(error).toHaveProperty('cause', expect.any(Error))
    }
  },
)

test('an error answer that breaks off keeps its status and the cause', async () => {
  const broken = new Error('reset by peer')
  const { fetch } = answerWith(
    () => new Response(replayBytes('{"error"', { ending: broken }), { status: 503, statusText: 'Busy' }),
  )

  const error = await errorOf(clientOf(fetch).create(question))

  expect(error).toBeInstanceOf(APIError)
  expect(error).toMatchObject({ status: 503, message: 'status 503 Busy', body: undefined, cause: broken })
})

test.each([
  ['JSON', 'application/json', JSON.stringify(answer), answer, 'the answer is no event stream'],
  ['HTML', 'text/html', '<h1>Log in</h1>', '<h1>Log in</h1>', 'the answer is no event stream: Log in'],
])('%s where a stream was asked for is an UnexpectedResponseError', async (_, type, text, body, message) => {
  const { fetch } = answerWith(() => new Response(text, { headers: { 'Content-Type': type } }))

  const error = await errorOf(clientOf(fetch).create({ ...question, stream: true }))

  expect(error).toBeInstanceOf(UnexpectedResponseError)
  expect(error).toMatchObject({ message, body, status: 200 })
})

test('an error under status 200 keeps code and words where a stream was asked for', async () => {
  const { fetch } = answerJson({ error: { code: 'QuotaExceeded', message: 'nothing left' } })

  const error = await errorOf(clientOf(fetch).create({ ...question, stream: true }))

  expect(error).toBeInstanceOf(UnexpectedResponseError)
  expect(error).toMatchObject({ code: 'QuotaExceeded', message: 'the answer is no event stream: nothing left' })
})

test('a stream of events where JSON was asked for is an UnexpectedResponseError', async () => {
  const { fetch } = answerWith(() => new Response('data: {}\n\n', { headers: { 'Content-Type': 'text/event-stream' } }))

  const error = await errorOf(clientOf(fetch).create(question))

  expect(error).toBeInstanceOf(UnexpectedResponseError)
  expect(error).toHaveProperty('message', 'the answer is no JSON: data: {}')
})
