import { expect, test } from 'vitest'
import { createDecode } from './decode.ts'

/** The text of these bytes, which come so many at a time, and whether each piece was as long as could be. */
function decodeBy(bytes: Uint8Array, size: number): string {
  const decode = createDecode()
  let text = ''
  for (let from = 0; from < bytes.length; from += size) text += decode(bytes.subarray(from, from + size))
  return text + decode(undefined)
}

const WHOLE: [name: string, bytes: number[] | string][] = [
  ['characters of one to four bytes', 'aé你好🌏\u{10FFFF}z'],
  ['a byte order mark', '\uFEFF{"a": 1}'],
  ['two byte order marks', '\uFEFF\uFEFFa'],
  ['a byte order mark within', 'a\uFEFFb'],
  ['nothing', ''],
  ['a cut character at the end', [0x61, 0xe4, 0xbd]],
  ['a cut character before another', [0xf0, 0x9f, 0x8c, 0x61]],
  ['bytes that no character begins with', [0x80, 0xbf, 0x80, 0x80, 0x80, 0x61, 0xff, 0xfe]],
  ['a character in too many bytes', [0xc0, 0xaf, 0xe0, 0x80, 0xaf]],
  ['half of a pair of surrogates', [0xed, 0xa0, 0x80, 0x61]],
]

test.each(WHOLE.flatMap(([name, bytes]) => [1, 2, 3, 5, 99].map((size) => ({ name, bytes, size }))))(
  '$name, $size bytes at a time, is what the runtime makes of all of it',
  ({ bytes, size }) => {
    const all = typeof bytes === 'string' ? new TextEncoder().encode(bytes) : new Uint8Array(bytes)

    expect(decodeBy(all, size)).toBe(new TextDecoder().decode(all))
  },
)

test('a character comes with its last byte, and not later', () => {
  const decode = createDecode()
  const [first = 0, second = 0, third = 0] = new TextEncoder().encode('你')

  expect(decode(new Uint8Array([97, first]))).toBe('a')
  expect(decode(new Uint8Array([second]))).toBe('')
  expect(decode(new Uint8Array())).toBe('')
  expect(decode(new Uint8Array([third]))).toBe('你')
})

test('the bytes that were handed in may be used again', () => {
  const decode = createDecode()
  const [first = 0, second = 0, third = 0] = new TextEncoder().encode('你')
  const bytes = new Uint8Array([first, second])
  decode(bytes)
  bytes.fill(0)

  expect(decode(new Uint8Array([third]))).toBe('你')
})
