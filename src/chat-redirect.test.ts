import { APIError, createClient } from 'doubao-client'
import { expect, test } from 'vitest'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { startLocalServer } from '../contract-tests/support/facade/local-server.ts'
import { answerWith } from '../contract-tests/support/facade/observed-fetch.ts'
import { answer, apiKey, question } from '../contract-tests/support/facade/question.ts'

test.each([300, 301, 302, 303, 307, 308])(
  'a redirect (%i) to another origin is an error and is not followed',
  async (status) => {
    const elsewhere = await startLocalServer((_, response) => {
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer))
    })
    const gateway = await startLocalServer((_, response) => {
      response.writeHead(status, { Location: `${elsewhere.baseURL}/v1/chat/completions` }).end('<h1>Moved</h1>')
    })
    const client = createClient({ gateway: 'anyfast', apiKey, baseURL: gateway.baseURL })

    const error = await errorOf(client.chat.completions.create(question))

    expect(error).toBeInstanceOf(APIError)
    expect(error).toHaveProperty('status', status)
    expect(error).toHaveProperty('message', expect.stringContaining(elsewhere.baseURL))
    expect(gateway.requests).toHaveLength(1)
    expect(elsewhere.requests).toEqual([])
  },
)

test('a redirect within the gateway is not followed either, for a stream', async () => {
  const gateway = await startLocalServer((_, response) => {
    response.writeHead(307, { Location: '/v2/chat/completions' }).end()
  })
  const client = createClient({ gateway: 'anyfast', apiKey, baseURL: gateway.baseURL })

  const error = await errorOf(client.chat.completions.create({ ...question, stream: true }))

  expect(error).toHaveProperty('status', 307)
  expect(error).toHaveProperty('message', expect.stringContaining('/v2/chat/completions'))
  expect(gateway.requests).toHaveLength(1)
})

test.each([
  ['a redirect that a browser hides', 'opaqueredirect', 'a redirect to somewhere, not followed'],
  ['no redirect', 'error', 'status 0'],
])('an answer with status 0 that is %s says so', async (_, type, message) => {
  const { fetch } = answerWith(() => Object.defineProperty(Response.error(), 'type', { value: type }))
  const client = createClient({ gateway: 'anyfast', apiKey, fetch })

  const error = await errorOf(client.chat.completions.create(question))

  expect(error).toBeInstanceOf(APIError)
  expect(error).toMatchObject({ status: 0, message })
})
