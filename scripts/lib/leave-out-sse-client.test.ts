import { createClient } from 'doubao-client/generated/runtime'
import { expect, it } from 'vitest'
import { leaveOutSseClient } from './leave-out-sse-client.ts'

const SSE_MODULE = 'runtime/core/serverSentEvents.gen.ts'
const CLIENT_MODULE = 'runtime/client/client.gen.ts'

const sseModule = '// banner\nexport type A = 1\n\nexport function createSseClient<T>() {\n  fetch()\n}\n'
const clientModule = `import { createSseClient } from '../core/serverSentEvents.gen.ts';
import { a } from 'a';

export const createClient = () => {
  const makeSseFn = (method) => async (options) => {
    return createSseClient({ onRequest: () => { a } });
  };

  return { sse: makeSseFn('POST') };
};
`

it('keeps what stands around the client, and nothing of the client', () => {
  const files = leaveOutSseClient(
    new Map([
      [SSE_MODULE, sseModule],
      [CLIENT_MODULE, clientModule],
      ['other.ts', 'createSseClient'],
    ]),
  )

  expect(files.get(SSE_MODULE)).toBe('// banner\nexport type A = 1\n')
  expect(files.get(CLIENT_MODULE)).toMatch(/^import \{ a \} from 'a';\n\nexport const createClient/)
  expect(files.get(CLIENT_MODULE)).toContain("return { sse: makeSseFn('POST') };")
  expect(files.get(CLIENT_MODULE)).not.toContain('createSseClient')
  expect(files.get('other.ts')).toBe('createSseClient')
})

it.each([
  ['the SSE module', [[CLIENT_MODULE, clientModule]]],
  ['the client', [[SSE_MODULE, sseModule]]],
] as [string, [string, string][]][])('says so where the generator changed %s', (_, files) => {
  expect(() => leaveOutSseClient(new Map(files))).toThrow('any more')
})

it('the generated runtime refuses to stream by itself, and sends nothing', async () => {
  let requests = 0
  const fetch = () => {
    requests += 1
    return Promise.resolve(new Response())
  }
  const client = createClient({ fetch, baseUrl: 'http://127.0.0.1' })

  await expect(client.sse.post({ url: '/v1/chat/completions' })).rejects.toThrow("parseAs: 'stream'")
  expect(requests).toBe(0)
})
