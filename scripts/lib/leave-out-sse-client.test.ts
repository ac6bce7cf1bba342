import { createClient } from 'doubao-client/generated/runtime'
import { expect, it } from 'vitest'
import { leaveOutSseClient } from './leave-out-sse-client.ts'

it('keeps what stands before the client, and nothing of the client', () => {
  const text = leaveOutSseClient('// banner\nexport type A = 1\n\nexport function createSseClient<T>() {\n  fetch()\n}\n')

  expect(text).toMatch(/^\/\/ banner\nexport type A = 1\n\nexport function createSseClient/)
  expect(text).not.toContain('fetch()')
})

it('says so where the generator has changed', () => {
  expect(() => leaveOutSseClient('export const createSseClient = 1')).toThrow('no "export function createSseClient"')
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
