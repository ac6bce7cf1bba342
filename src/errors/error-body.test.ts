import { APIError, createClient } from 'doubao-client'
import { expect, test } from 'vitest'
import { errorOf } from '../../contract-tests/support/facade/error-of.ts'
import { answerWith } from '../../contract-tests/support/facade/observed-fetch.ts'
import { apiKey, question } from '../../contract-tests/support/facade/question.ts'

/** The error of a call that the gateway answers so. */
async function errorFor(body: BodyInit | null, init: ResponseInit = { status: 400 }): Promise<unknown> {
  const { fetch } = answerWith(() => new Response(body, init))
  return errorOf(createClient({ gateway: 'anyfast', apiKey, fetch, maxRetries: 0 }).chat.completions.create(question))
}

test('the documented envelope gives code and message, and the whole body is kept', async () => {
  const body = { error: { code: 'InvalidParameter', message: 'top_p 超出范围', param: 'top_p', type: 'BadRequest' } }

  const error = await errorFor(JSON.stringify(body), { status: 400, headers: { 'X-Remaining': '9' } })

  expect(error).toMatchObject({ code: 'InvalidParameter', message: 'top_p 超出范围', body })
  expect(error instanceof APIError && error.headers.get('x-remaining')).toBe('9')
})

test.each([
  ['a bare code and message', { code: 'QuotaExceeded', message: 'nothing left' }, 'QuotaExceeded', 'nothing left'],
  ['a code that is a number', { error: { code: 1004, message: 'no balance' } }, '1004', 'no balance'],
  ['an envelope without a code', { error: { message: 'no channel' } }, undefined, 'no channel'],
  ['a code that is null', { error: { code: null, message: 'no channel' } }, undefined, 'no channel'],
  ['an error that is a text', { error: 'no route' }, undefined, 'no route'],
  ['an error that is a flag', { error: true, code: 'Busy', message: 'try later' }, 'Busy', 'try later'],
  ['a text in quotes', 'no route', undefined, 'no route'],
])('JSON with %s gives code and message', async (_, body, code, message) => {
  const error = await errorFor(JSON.stringify(body))

  expect(error).toMatchObject({ code, message, body })
})

test.each([
  ['plain text', 'upstream timed out', 'upstream timed out'],
  ['HTML', '<html>\n  <h1>502   Bad Gateway</h1>\n</html>\n', '502 Bad Gateway'],
  [
    'HTML with a style and a script',
    '<!doctype html><style>a{}</style><h1>502</h1><script>if (a < b) c</script><p>nginx',
    '502 nginx',
  ],
  ['XML', '<?xml version="1.0"?><Error><Code>Busy</Code></Error>', 'Busy'],
  ['HTML after blanks', ' \n <h1>502</h1>', '502'],
  ['text with a sign', 'a < b > c', 'a < b > c'],
  ['text with a sign in its first word', 'a<b> c', 'a<b> c'],
  ['text of 200 characters', 'x'.repeat(200), 'x'.repeat(200)],
  ['JSON that is cut off', '{"error": {"message": "no', '{"error": {"message": "no'],
])('%s becomes the message on one line, and the text is kept as the body', async (_, text, message) => {
  const error = await errorFor(text, { status: 502 })

  expect(error).toMatchObject({ code: undefined, message, body: text })
})

test('of a long text the message holds the beginning, the body all', async () => {
  const text = 'long '.repeat(1000)

  const error = await errorFor(text)

  expect(error).toHaveProperty('body', text)
  expect(error).toHaveProperty('message', `${text.slice(0, 200)}…`)
})

test('a long message of the gateway is kept whole', async () => {
  const message = 'long '.repeat(1000)

  const error = await errorFor(JSON.stringify({ error: { message } }))

  expect(error).toHaveProperty('message', message)
})

test.each([
  ['an empty body', ''],
  ['no body', null],
  ['a blank body', ' \n'],
  ['a blank error text', '{"error": " "}'],
  ['an empty object', '{}'],
  ['an empty envelope', '{"error": {}}'],
  ['an empty message', '{"error": {"message": ""}}'],
  ['a message that is no text', '{"error": {"message": {"de": "nein"}}}'],
  ['a list', '[]'],
  ['a number', '7'],
])('where the gateway has no words (%s) the message holds the status', async (_, body) => {
  const error = await errorFor(body, { status: 503, statusText: 'Service Unavailable' })

  expect(error).toHaveProperty('message', 'status 503 Service Unavailable')
  expect(error).toHaveProperty('code', undefined)
})

test('where HTTP/2 leaves the status text out the message ends with the status', async () => {
  const error = await errorFor('', { status: 503 })

  expect(error).toHaveProperty('message', 'status 503')
})

test.each(['X-Request-Id', 'X-OneAPI-Request-Id', 'X-TT-LogId'])('the header %s holds the request id', async (name) => {
  const message = 'no. Request id: 0217-of-the-message'

  const error = await errorFor(JSON.stringify({ error: { message } }), { status: 400, headers: { [name]: 'own-id' } })

  expect(error).toHaveProperty('requestId', 'own-id')
})

test.each([
  ['The API key is invalid. Request id: 0217531abc', '0217531abc'],
  ['quota exceeded (request id: 2025_07-21)', '2025_07-21'],
  ['no id here', undefined],
])('without such a header the message %j holds it', async (message, requestId) => {
  const error = await errorFor(JSON.stringify({ error: { message } }))

  expect(error).toMatchObject({ message, requestId })
})

test('an empty header is no request id', async () => {
  const error = await errorFor('{}', { status: 400, headers: { 'X-Request-Id': '', 'X-TT-LogId': 'own-id' } })

  expect(error).toHaveProperty('requestId', 'own-id')
})

test('words that come after 10,000 characters are not looked for', async () => {
  const error = await errorFor(`${' '.repeat(10_000)}too late`, { status: 503 })

  expect(error).toHaveProperty('message', 'status 503')
})
