import { createClient } from 'doubao-client'
import { afterEach, expect, test, vi } from 'vitest'
import { apiKey } from '../contract-tests/support/facade/question.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

function openPage(): void {
  vi.stubGlobal('window', globalThis)
  vi.stubGlobal('document', {})
}

test.each([undefined, false])('in a page, dangerouslyAllowBrowser %j is a TypeError that states the fix', (allow) => {
  openPage()

  const create = () => createClient({ gateway: 'anyfast', apiKey, dangerouslyAllowBrowser: allow })

  expect(create).toThrow(TypeError)
  expect(create).toThrow('dangerouslyAllowBrowser: true')
})

test('in a page, the TypeError does not quote the key', () => {
  openPage()

  expect(() => createClient({ gateway: 'anyfast', apiKey })).not.toThrow(apiKey)
})

test('in a page, dangerouslyAllowBrowser true makes a client', () => {
  openPage()

  const client = createClient({ gateway: 'anyfast', apiKey, dangerouslyAllowBrowser: true })

  expect(client.gateway).toBe('anyfast')
})

test.each(['window', 'document'])(
  'where only %s is defined, which is no page, a client needs no permission',
  (name) => {
    vi.stubGlobal(name, {})

    expect(createClient({ gateway: 'anyfast', apiKey }).gateway).toBe('anyfast')
  },
)
