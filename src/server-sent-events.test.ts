import { expect, test } from 'vitest'
import { CHUNK_SIZES } from '../contract-tests/support/facade/replayed-bytes.ts'
import { createEventReader, type ServerSentEvent } from './server-sent-events.ts'

/** The events of these bytes, which come so many at a time. */
function eventsOf(
  recording: string | Uint8Array,
  { chunkSize = Infinity, maxEventSize = 1_000 } = {},
): ServerSentEvent[] {
  const bytes = typeof recording === 'string' ? new TextEncoder().encode(recording) : recording
  const reader = createEventReader(maxEventSize, Error)
  const events: ServerSentEvent[] = []
  for (let from = 0; from < bytes.length; from += chunkSize) {
    events.push(...reader.feed(bytes.subarray(from, from + chunkSize)))
  }
  return [...events, ...reader.feed(undefined)]
}

function dataOf(recording: string | Uint8Array, options?: { chunkSize?: number }): string[] {
  return eventsOf(recording, options).map(({ data }) => data)
}

const RECORDINGS: [name: string, text: string, data: string[]][] = [
  ['lines that end with LF', 'data: 1\n\ndata: 2\n\n', ['1', '2']],
  ['lines that end with CR', 'data: 1\r\rdata: 2\r\r', ['1', '2']],
  ['lines that end with CR LF', 'data: 1\r\n\r\ndata: 2\r\n\r\n', ['1', '2']],
  ['mixed line ends', 'data: 1\r\n\ndata: 2\n\rdata: 3\r\r\n', ['1', '2', '3']],
  ['characters of two, three and four bytes', 'data: é你好🌏\u{10FFFF}\n\ndata: 末\n\n', ['é你好🌏\u{10FFFF}', '末']],
  ['a byte order mark', '\uFEFFdata: 1\n\n', ['1']],
  ['a byte order mark within the data', 'data: \uFEFF1\n\n', ['\uFEFF1']],
  ['comments', ': connected\n\ndata: 1\n: within\n\n:\n\n: keep-alive\n\ndata: 2\n\n', ['1', '2']],
  ['data of several lines', 'data: 1\ndata:\ndata: 2\n\n', ['1\n\n2']],
  ['data of several lines that end with CR LF', 'data: 1\r\ndata: 2\r\n\r\n', ['1\n2']],
  ['fields without a colon', 'data\ndata\nevent\nmood\n\n', ['\n']],
  ['data without a space, and with two', 'data:1\n\ndata:  2\n\n', ['1', ' 2']],
  ['data with colons', 'data: {"a": "b: c"}\n\n', ['{"a": "b: c"}']],
  ['line separators that are no line ends', 'data: 1\u2028\u2029\u0085\v2\n\n', ['1\u2028\u2029\u0085\v2']],
  [
    'event, id, retry and unknown fields',
    'event: message\nid: 7\nretry: 9\nretry: x\nmood: 1\nmood\ndata: 1\n\n',
    ['1'],
  ],
  ['fields but no data', 'event: ping\nid: 7\n\ndata: 1\n\n', ['1']],
  ['names that only begin with data', 'database: 1\n\nData: 2\n\n data: 3\n\n', []],
  ['other fields that end with data:', 'data: 1\nevent: data:\n: data:\nid: data:\n\n', ['1']],
  ['blank lines only', '\n\n\r\n\n', []],
  ['nothing', '', []],
  ['a last event without its blank line', 'data: 1\n\ndata: 2\n', ['1', '2']],
  ['a last event without its line end', 'data: 1\n\ndata: 2', ['1', '2']],
  ['a last event that ends with one CR', 'data: 1\r\rdata: 2\r', ['1', '2']],
]

const REPLAYS = RECORDINGS.flatMap(([name, text, data]) =>
  CHUNK_SIZES.map((chunkSize) => ({ name, text, data, chunkSize })),
)

test.each(REPLAYS)('$name, $chunkSize bytes at a time', ({ text, data, chunkSize }) => {
  expect(dataOf(text, { chunkSize })).toEqual(data)
})

test.each([
  ['a line feed, within a read', ['data: 1\r', '\ndata: 2\n\n']],
  ['nothing, and then a line feed', ['data: 1\r', '', '\ndata: 2\n\n']],
  ['no line feed', ['data: 1\r', 'data: 2\n\n']],
])('a CR at the end of a read is one line end, where the next read brings %s', (_, reads) => {
  const reader = createEventReader(1_000, Error)

  const events = reads.flatMap((read) => [...reader.feed(new TextEncoder().encode(read))])

  expect(events).toEqual([{ event: '', data: '1\n2' }])
})

test('the name of an event is told, and is its own', () => {
  const events = eventsOf(
    'event: error\nid: 7\ndata: 1\n\ndata: 2\n\nevent: a\nevent: b\ndata: 3\n\nevent: c\n\ndata: 4\n\n',
  )

  expect(events.map(({ event, data }) => [event, data])).toEqual([
    ['error', '1'],
    ['', '2'],
    ['b', '3'],
    ['', '4'],
  ])
})

test('bytes that are no UTF-8 become replacement characters', () => {
  const bytes = new Uint8Array([...new TextEncoder().encode('data: '), 0xe4, 0xbd, 0x0a, 0x0a])

  expect(dataOf(bytes, { chunkSize: 1 })).toEqual(['\uFFFD'])
})

test('a character that the end cuts off becomes a replacement character', () => {
  expect(dataOf(new TextEncoder().encode('data: 你').slice(0, -1))).toEqual(['\uFFFD'])
})

test('an event is delivered as soon as its blank line has come', () => {
  const reader = createEventReader(1_000, Error)

  expect([...reader.feed(new TextEncoder().encode('data: 1\n\ndata: 2\n'))]).toEqual([{ event: '', data: '1' }])
  expect([...reader.feed(new TextEncoder().encode('\n'))]).toEqual([{ event: '', data: '2' }])
})

test.each(CHUNK_SIZES)('an event may be as long as the limit, and no longer, %d bytes at a time', (chunkSize) => {
  const limits = { chunkSize, maxEventSize: 20 }

  expect(eventsOf(`data: ${'x'.repeat(14)}\n\n`.repeat(3), limits)).toHaveLength(3)
  expect(() => eventsOf(`data: ${'x'.repeat(15)}\n\n`, limits)).toThrow('an event is longer than 20 characters')
  expect(() => eventsOf('x'.repeat(21), limits)).toThrow('an event is longer than 20 characters')
  expect(() => eventsOf('data: 12345678\n'.repeat(3), limits)).toThrow('an event is longer than 20 characters')
  expect(eventsOf(`: ${'x'.repeat(18)}\n`.repeat(9), limits)).toEqual([])
})

test('the events before one that is too long are delivered', () => {
  const reader = createEventReader(20, Error)
  const events: unknown[] = []

  const read = () => {
    for (const event of reader.feed(new TextEncoder().encode(`data: 1\n\ndata: ${'x'.repeat(99)}`))) events.push(event)
  }

  expect(read).toThrow('an event is longer than 20 characters')
  expect(events).toEqual([{ event: '', data: '1' }])
})

test.each(CHUNK_SIZES)('what is no field of an event is kept, %d bytes at a time', (chunkSize) => {
  const reader = createEventReader(100_000, Error)
  const bytes = new TextEncoder().encode(': no\nid: 1\nretry: 1\n{"error":\r\n {"message": "busy"}}\ndata: 1\n\n')

  for (let from = 0; from < bytes.length; from += chunkSize) {
    for (const _ of reader.feed(bytes.subarray(from, from + chunkSize)));
  }

  expect(reader.strayText()).toBe('{"error":\n {"message": "busy"}}\n')
})

test('of what is no field of an event only the beginning is kept', () => {
  const reader = createEventReader(100_000, Error)

  for (let line = 0; line < 1_000; line += 1) for (const _ of reader.feed(new TextEncoder().encode('rubbish\n')));

  expect(reader.strayText()).toBe('rubbish\n'.repeat(500))
})
