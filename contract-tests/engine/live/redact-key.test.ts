import { expect, it } from 'vitest'
import { createKeyRedactor } from './redact-key.ts'

/** In base64 it holds the two signs that base64url writes otherwise; in JSON a quotation mark and a slash. */
const key = '>>>???~~~/"x\'4711'
const redact = createKeyRedactor(key)
const base64 = (text: string) => Buffer.from(text).toString('base64')

it.each([
  ['as it is', `Bearer ${key}.`],
  ['as JSON', JSON.stringify({ key })],
  ['as JSON with escaped slashes', JSON.stringify({ key }).replaceAll('/', '\\/')],
  ['percent-encoded', `?key=${encodeURIComponent(key)}&`],
  ['percent-encoded in small letters', `?key=${encodeURIComponent(key).toLowerCase()}&`],
  ['percent-encoded with its quotation mark', `?key=${encodeURIComponent(key).replaceAll("'", '%27')}&`],
  ['in base64', base64(`user:${key}`)],
  ['in base64, one byte on', base64(`1user:${key}`)],
  ['in base64, two bytes on', base64(`12user:${key}`)],
  ['in base64url', Buffer.from(`user:${key}`).toString('base64url')],
])('a key is taken out %s', (_, text) => {
  const redacted = redact(text)

  expect(redacted).toContain('[API key]')
  expect(redacted).not.toMatch(/4711/)
  // At most the signs that hold a part of what stands beside it are left of an encoded key.
  expect(redacted.length).toBeLessThan(text.length)
  expect(redact(redacted)).toBe(redacted)
})

it('what holds no key stays as it is', () => {
  const text = `${key.slice(1)} ${base64('another text')}`

  expect(redact(text)).toBe(text)
})

it('a key that is too short to be told from other texts cannot be taken out', () => {
  expect(() => createKeyRedactor('hello')).toThrow(RangeError)
})
