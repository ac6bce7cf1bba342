import { inspect } from 'node:util'
import { createClient, type ClientOptions } from 'doubao-client'
import { expect, test, vi } from 'vitest'
import { answerJson } from '../contract-tests/support/facade/observed-fetch.ts'
import { answer, apiKey, question } from '../contract-tests/support/facade/question.ts'

/** What `createClient` throws for options that need not fit its types. */
function refusalOf(options: object): unknown {
  try {
    // @ts-expect-error: what JavaScript callers can pass
    createClient(options)
  } catch (error) {
    return error
  }
  return undefined
}

async function urlFor(options: Partial<ClientOptions<'anyfast'>>): Promise<string> {
  const { fetch, lastRequest } = answerJson(answer)
  await createClient({ gateway: 'anyfast', apiKey, fetch, ...options }).chat.completions.create(question)
  return lastRequest().url
}

test.each([
  ['missing', undefined],
  ['null', null],
  ['empty', ''],
  ['blank', '   '],
  ['not a string', 4711],
])('a key that is %s is a TypeError that names the option', (_, wrongKey) => {
  const refusal = refusalOf({ gateway: 'anyfast', apiKey: wrongKey })

  expect(refusal).toBeInstanceOf(TypeError)
  expect(refusal).toHaveProperty('message', expect.stringContaining('apiKey'))
})

test.each([
  ['ends with a line feed', 'sk-secret-part\n'],
  ['begins with a blank', ' sk-secret-part'],
  ['holds a blank', 'Bearer sk-secret-part'],
  ['holds a carriage return', 'sk-secret-part\r\nX-Other: 1'],
  ['is not ASCII', 'sk-secret-part-密钥'],
  ['holds a zero byte', 'sk-secret-part\0'],
])('a key that %s is a TypeError that does not quote it', (_, wrongKey) => {
  const refusal = refusalOf({ gateway: 'anyfast', apiKey: wrongKey })

  expect(refusal).toBeInstanceOf(TypeError)
  expect(inspect(refusal, { depth: 20, showHidden: true })).not.toContain('secret-part')
})

test.each(['elsewhere', '', undefined, '__proto__', 'toString'])(
  'the gateway %j is a TypeError that lists the known ones',
  (gateway) => {
    const refusal = refusalOf({ gateway, apiKey })

    expect(refusal).toBeInstanceOf(TypeError)
    expect(refusal).toHaveProperty('message', expect.stringMatching(/anyfast-cn, anyfast/))
  },
)

test.each([
  ['empty', ''],
  ['relative', '/v1'],
  ['without a scheme', 'www.anyfast.ai'],
  ['of another scheme', 'ftp://www.anyfast.ai'],
  ['of a scheme that ends like http', 'shttp://www.anyfast.ai'],
  ['of a scheme that ends like https, on this machine', 'xhttps://localhost'],
  ['a file', 'file:///etc/hosts'],
  ['with a user', 'https://someone@www.anyfast.ai'],
  ['with a password', 'https://:password@www.anyfast.ai'],
  ['with a query', 'https://www.anyfast.ai/?tenant=1'],
  ['with an empty query', 'https://www.anyfast.ai/?'],
  ['with a fragment', 'https://www.anyfast.ai/#here'],
  ['with an empty fragment', 'https://www.anyfast.ai/#'],
  ['plain http to a host', 'http://www.anyfast.ai'],
  ['plain http to a private address', 'http://192.168.0.1:8080'],
  ['plain http to a host that is named like a loopback address', 'http://127.0.0.1.example.com'],
  ['plain http to a host whose name ends like localhost', 'http://notlocalhost'],
])('a baseURL that is %s is a TypeError that names the option', (_, baseURL) => {
  const refusal = refusalOf({ gateway: 'anyfast', apiKey, baseURL })

  expect(refusal).toBeInstanceOf(TypeError)
  expect(refusal).toHaveProperty('message', expect.stringContaining('baseURL'))
})

test.each([
  [undefined, 'https://www.anyfast.ai/v1/chat/completions'],
  ['https://proxy.example', 'https://proxy.example/v1/chat/completions'],
  ['https://proxy.example/', 'https://proxy.example/v1/chat/completions'],
  ['https://proxy.example:8443/to/doubao', 'https://proxy.example:8443/to/doubao/v1/chat/completions'],
  ['https://proxy.example/to/doubao/', 'https://proxy.example/to/doubao/v1/chat/completions'],
  ['http://localhost:4010', 'http://localhost:4010/v1/chat/completions'],
  ['http://127.0.0.1:4010/', 'http://127.0.0.1:4010/v1/chat/completions'],
  ['http://127.8.9.10', 'http://127.8.9.10/v1/chat/completions'],
  ['http://127.10.11.12', 'http://127.10.11.12/v1/chat/completions'],
  ['http://[::1]:4010', 'http://[::1]:4010/v1/chat/completions'],
])('with the baseURL %s a call goes to %s', async (baseURL, expected) => {
  const url = await urlFor({ baseURL })

  expect(url).toBe(expected)
})

test('each gateway has the address that its docs state', () => {
  const clients = (['anyfast', 'anyfast-cn'] as const).map((gateway) => createClient({ gateway, apiKey }))

  expect(clients.map(({ gateway, baseURL }) => [gateway, new URL(baseURL).origin])).toEqual([
    ['anyfast', 'https://www.anyfast.ai'],
    ['anyfast-cn', 'https://www.anyfast.com.cn'],
  ])
})

test('two clients in one program keep their keys and addresses apart', async () => {
  const one = answerJson(answer)
  const other = answerJson(answer)
  const first = createClient({ gateway: 'anyfast', apiKey: 'first-key', fetch: one.fetch })
  const second = createClient({
    gateway: 'anyfast',
    apiKey: 'second-key',
    baseURL: 'https://proxy.example',
    fetch: other.fetch,
    defaultHeaders: { 'X-Tenant': '2' },
  })

  await Promise.all([first.chat.completions.create(question), second.chat.completions.create(question)])

  const seen = [one, other].map(({ lastRequest }) => {
    const { url, headers } = lastRequest()
    return [new URL(url).host, headers.get('authorization'), headers.get('x-tenant')]
  })
  expect(seen).toEqual([
    ['www.anyfast.ai', 'Bearer first-key', null],
    ['proxy.example', 'Bearer second-key', '2'],
  ])
})

test('headers that change after the client was made do not change its requests', async () => {
  const defaultHeaders = { 'X-Tenant': '1' }
  const { fetch, lastRequest } = answerJson(answer)
  const client = createClient({ gateway: 'anyfast', apiKey, fetch, defaultHeaders })

  defaultHeaders['X-Tenant'] = '2'
  await client.chat.completions.create(question)

  expect(lastRequest().headers.get('x-tenant')).toBe('1')
})

test('without an injected fetch the global one is looked up at each call', async () => {
  const client = createClient({ gateway: 'anyfast', apiKey })
  const { fetch, calls } = answerJson(answer)
  vi.stubGlobal('fetch', fetch)

  await client.chat.completions.create(question).finally(() => vi.unstubAllGlobals())

  expect(calls).toHaveLength(1)
})

test('neither util.inspect nor JSON of a client shows the key', () => {
  const client = createClient({ gateway: 'anyfast', apiKey })

  const shown = inspect(client, { depth: 20, showHidden: true, getters: true }) + JSON.stringify(client)

  expect(shown).toContain('anyfast')
  expect(shown).not.toContain(apiKey)
})
