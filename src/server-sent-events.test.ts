import { expect, test } from 'vitest'
import { readServerSentEvents } from './server-sent-events.ts'
import { collect } from '../contract-tests/support/facade/collect.ts'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { CHUNK_SIZES, replayBytes } from '../contract-tests/support/facade/replayed-bytes.ts'

async function dataOf(bytes: ReadableStream<Uint8Array>): Promise<string[]> {
  const events = await collect(readServerSentEvents(bytes))
  return events.map(({ data }) => data)
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
  ['blank lines only', '\n\n\r\n\n', []],
  ['nothing', '', []],
  ['a last event without its blank line', 'data: 1\n\ndata: 2\n', ['1', '2']],
  ['a last event without its line end', 'data: 1\n\ndata: 2', ['1', '2']],
  ['a last event that ends with one CR', 'data: 1\r\rdata: 2\r', ['1', '2']],
]

const REPLAYS = RECORDINGS.flatMap(([name, text, data]) =>
  CHUNK_SIZES.map((chunkSize) => ({ name, text, data, chunkSize })),
)

test.each(REPLAYS)('$name, $chunkSize bytes at a time', async ({ text, data, chunkSize }) => {
  const events = await dataOf(replayBytes(text, { chunkSize }))

  expect(events).toEqual(data)
})

test('the name and the id of an event are told', async () => {
  const [event] = await collect(readServerSentEvents(replayBytes('event: error\nid: 7\ndata: 1\n\n')))

  expect(event).toEqual({ event: 'error', id: '7', data: '1' })
})

test('bytes that are no UTF-8 become replacement characters', async () => {
  const bytes = new Uint8Array([...new TextEncoder().encode('data: '), 0xe4, 0xbd, 0x0a, 0x0a])

  const events = await dataOf(replayBytes(bytes, { chunkSize: 1 }))

  expect(events).toEqual(['\uFFFD'])
})

test('a character that the end cuts off becomes a replacement character', async () => {
  const bytes = new TextEncoder().encode('data: 你').slice(0, -1)

  const events = await dataOf(replayBytes(bytes))

  expect(events).toEqual(['\uFFFD'])
})

test('an event is delivered as soon as its blank line has come', async () => {
  const events = readServerSentEvents(replayBytes('data: 1\n\n', { ending: 'hang' }))

  const { value } = await events.next()

  expect(value).toMatchObject({ data: '1' })
})

test('leaving the loop cancels the byte stream once and releases it', async () => {
  let cancels = 0
  const bytes = replayBytes('data: 1\n\ndata: 2\n\n', { chunkSize: 9, onCancel: () => (cancels += 1) })

  for await (const _ of readServerSentEvents(bytes)) break

  expect(cancels).toBe(1)
  expect(bytes.locked).toBe(false)
})

test('an error in the loop cancels the byte stream once and is thrown', async () => {
  let cancels = 0
  const bytes = replayBytes('data: 1\n\n', { ending: 'hang', onCancel: () => (cancels += 1) })
  const mistake = new Error('of the loop')

  const loop = async () => {
    for await (const _ of readServerSentEvents(bytes)) throw mistake
  }

  expect(await errorOf(loop())).toBe(mistake)
  expect(cancels).toBe(1)
})

test('a loop that runs to the end cancels nothing and releases the byte stream', async () => {
  let cancels = 0
  const bytes = replayBytes('data: 1\n\n', { onCancel: () => (cancels += 1) })

  await dataOf(bytes)

  expect(cancels).toBe(0)
  expect(bytes.locked).toBe(false)
})

test('a byte stream that fails to cancel does not disturb the one who leaves', async () => {
  const onCancel = () => {
    throw new Error('of the connection')
  }
  const bytes = replayBytes('data: 1\n\n', { ending: 'hang', onCancel })
  let events = 0

  for await (const _ of readServerSentEvents(bytes)) {
    events += 1
    break
  }

  expect(events).toBe(1)
})

test('a read error is thrown as it came, after the events before it, and the byte stream is released', async () => {
  const broken = new Error('reset by peer')
  const bytes = replayBytes('data: 1\n\ndata: 2', { ending: broken })
  const data: string[] = []

  const loop = async () => {
    for await (const event of readServerSentEvents(bytes)) data.push(event.data)
  }

  expect(await errorOf(loop())).toBe(broken)
  expect(data).toEqual(['1'])
  expect(bytes.locked).toBe(false)
})
