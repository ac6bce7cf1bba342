import { gunzipSync, brotliDecompressSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { startFaultServer, type FaultServer } from './fault-server.ts'
import { openRawConnection, type RawConnection } from './raw-connection.ts'
import { parseScenarios } from './scenario.ts'

const HEAD =
  'HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\nconnection: keep-alive\r\ntransfer-encoding: chunked\r\n\r\n'
const LAST_CHUNK = '0\r\n\r\n'

async function start(scenarioParts: string): Promise<FaultServer> {
  const start = '{title: A, why: B, group: stalls, call: {stream: true}, expect: {error: {}, requests: 1}'
  const [scenario] = parseScenarios('own.yaml', `${start}, ${scenarioParts}}`)
  if (!scenario) throw new Error('the file holds no scenario')
  const server = await startFaultServer(scenario)
  onTestFinished(() => server[Symbol.asyncDispose]())
  return server
}

/** A connection to the server of these answers, on which one request was sent. */
async function ask(answers: string): Promise<RawConnection> {
  const { baseURL } = await start(`answers: [${answers}]`)
  const connection = openRawConnection(baseURL)
  onTestFinished(() => void connection.socket.destroy())
  connection.post()
  return connection
}

test('each step is a chunk of its own', async () => {
  const connection = await ask('{ body: [text: ab, text: 春] }')

  await connection.receives(LAST_CHUNK)

  expect(connection.received().toString()).toBe(`${HEAD}2\r\nab\r\n3\r\n春\r\n${LAST_CHUNK}`)
})

test.each([
  [1, '1\r\na\r\n1\r\nb\r\n1\r\nc\r\n1\r\nd\r\n1\r\ne\r\n'],
  [2, '2\r\nab\r\n2\r\ncd\r\n1\r\ne\r\n'],
  [9, '5\r\nabcde\r\n'],
])('a packet of %i bytes splits and joins steps', async (packet, chunks) => {
  const connection = await ask(`{ packet: ${String(packet)}, body: [text: abc, text: de] }`)

  await connection.receives(LAST_CHUNK)

  expect(connection.received().toString()).toBe(`${HEAD}${chunks}${LAST_CHUNK}`)
})

test('a pause sends what a packet still waits for', async () => {
  const connection = await ask('{ packet: 9, body: [text: abc, stall] }')

  await connection.receives('3\r\nabc\r\n')

  expect(connection.received().toString()).toBe(`${HEAD}3\r\nabc\r\n`)
})

test('headers replace those that follow from the body, and null takes them away', async () => {
  const connection = await ask(
    '{ status: 529, headers: { content-type: null, content-length: 9, x-own: 1 }, body: [json: {}] }',
  )

  await connection.receives('{}')

  const head = 'HTTP/1.1 529 \r\nconnection: keep-alive\r\ncontent-length: 9\r\nx-own: 1\r\n\r\n'
  expect(connection.received().toString()).toBe(`${head}{}`)
})

test('a body without a length ends with its connection', async () => {
  const connection = await ask('{ headers: { transfer-encoding: null }, body: [text: ab] }')

  const end = await connection.end()

  expect(end).toBe('closed')
  expect(connection.received().toString()).toMatch(/\r\n\r\nab$/)
})

test.each([
  ['reset', 'reset'],
  ['close', 'closed'],
])('%s ends the connection within the body', async (step, expected) => {
  const connection = await ask(`{ body: [text: ab, wait: 50, ${step}, text: cd] }`)

  const end = await connection.end()

  expect(end).toBe(expected)
  expect(connection.received().toString()).toBe(`${HEAD}2\r\nab\r\n`)
})

test('what comes before the status line is raw, and after a break there is no status line', async () => {
  const broken = await ask('{ before: [text: "HTTP/1.1 2", wait: 50, close], body: [text: ab] }')
  const late = await ask('{ before: [text: "\\r\\n"], body: [text: ab] }')

  const end = await broken.end()
  await late.receives(LAST_CHUNK)

  expect(end).toBe('closed')
  expect(broken.received().toString()).toBe('HTTP/1.1 2')
  expect(late.received().toString()).toBe(`\r\n${HEAD}2\r\nab\r\n${LAST_CHUNK}`)
})

test.each([
  ['a byte order mark', '{ bom: true, body: [text: ab] }', '\uFEFFab'],
  ['lines that end with CR LF', '{ lineEnd: crlf, body: [text: "a\\nb", comment: c] }', 'a\r\nb: c\r\n\r\n'],
  ['lines that end with CR', '{ lineEnd: cr, body: [done] }', 'data: [DONE]\r\r'],
  ['bytes', '{ body: [bytes: e6 98 a5] }', '春'],
  ['an empty text', '{ body: [text: "", text: ab] }', 'ab'],
  ['repeated steps', '{ body: [repeat: { times: 3, steps: [text: a, text: b] }] }', 'ababab'],
])('%s: a body is what is written', async (_, answer, expected) => {
  const connection = await ask(answer.replace('{', '{ packet: 1000,'))

  await connection.receives(LAST_CHUNK)

  expect(connection.received().toString()).toContain(`\r\n\r\n${lengthOf(expected)}\r\n${expected}\r\n`)
})

function lengthOf(text: string): string {
  return Buffer.byteLength(text).toString(16)
}

test.each([
  ['gzip', gunzipSync],
  ['br', brotliDecompressSync],
])('%s compresses the body', async (encoding, decompress) => {
  const connection = await ask(
    `{ encoding: ${encoding}, headers: { transfer-encoding: null }, body: [text: 春眠, text: 不觉晓] }`,
  )

  await connection.end()

  const bytes = connection.received()
  const bodyStart = bytes.indexOf('\r\n\r\n') + 4
  expect(bytes.toString()).toContain(`content-encoding: ${encoding}\r\n`)
  expect(decompress(bytes.subarray(bodyStart)).toString()).toBe('春眠不觉晓')
})

test('events have the shape of recorded ones', async () => {
  const connection = await ask(
    '{ body: [delta: { content: 春 }, { delta: {}, finish: stop, choice: 1 }, usage: { total_tokens: 3 }] }',
  )

  await connection.receives(LAST_CHUNK)

  const events = [
    ...connection
      .received()
      .toString()
      .matchAll(/^data: (.*)$/gm),
  ].map(([, data]): unknown => JSON.parse(data ?? ''))
  expect(connection.received().toString()).toContain('content-type: text/event-stream; charset=utf-8\r\n')
  expect(events).toMatchObject([
    {
      choices: [{ index: 0, delta: { content: '春', role: 'assistant' } }],
      object: 'chat.completion.chunk',
      usage: null,
    },
    { choices: [{ index: 1, delta: { role: 'assistant' }, finish_reason: 'stop' }] },
    { choices: [], usage: { total_tokens: 3 } },
  ])
  expect(events[0]).not.toHaveProperty('choices.0.finish_reason')
})

test('answers come in order, the last one again and again, also on one connection', async () => {
  const { baseURL, requests } = await start('answers: [{ body: [text: first] }, { status: 503, body: [text: other] }]')
  const connection = openRawConnection(baseURL)
  onTestFinished(() => void connection.socket.destroy())

  for (const words of ['first', 'other', 'other']) {
    connection.post(`{"turn":"${words}"}`)
    await connection.receives(`${words}\r\n${LAST_CHUNK}`)
  }

  expect(
    connection
      .received()
      .toString()
      .match(/first|other/g),
  ).toEqual(['first', 'other', 'other'])
  expect(requests.map(({ body, answeredStatus }) => [body, answeredStatus])).toEqual([
    ['{"turn":"first"}', 200],
    ['{"turn":"other"}', 503],
    ['{"turn":"other"}', 503],
  ])
  expect(requests[0]).toMatchObject({
    origin: 'gateway',
    method: 'POST',
    path: '/v1/chat/completions',
    headers: { host: 'own' },
  })
})

test('a second request on a connection is reset where the scenario says so, and one on a new connection is answered', async () => {
  const { baseURL, requests } = await start('resetsReusedConnections: true, answers: [{ body: [text: ab] }]')
  const used = openRawConnection(baseURL)
  const fresh = openRawConnection(baseURL)
  onTestFinished(() => void fresh.socket.destroy())
  used.post()
  await used.receives(LAST_CHUNK)

  used.post()
  const end = await used.end()
  fresh.post()
  await fresh.receives(LAST_CHUNK)

  expect(end).toBe('reset')
  expect(requests.map(({ answeredStatus }) => answeredStatus)).toEqual([200, undefined, 200])
})

test('a refused scenario has an address at which nothing listens', async () => {
  const { baseURL } = await start('refused: true')

  await expect(fetch(baseURL)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } })
})

test('the second origin gives a right answer and is recorded', async () => {
  const { baseURL, requests } = await start('answers: [{ status: 307, headers: { location: $elsewhere/v1/x } }]')

  const response = await fetch(`${baseURL}/v1/x`, { method: 'POST', body: 'own', headers: { 'x-own': 'key' } })

  expect(await response.text()).toContain('data: [DONE]')
  expect(requests).toMatchObject([
    { origin: 'gateway', answeredStatus: 307 },
    { origin: 'elsewhere', answeredStatus: 200, path: '/v1/x', body: 'own', headers: { 'x-own': 'key' } },
  ])
  expect(new URL(response.url).origin).not.toBe(new URL(baseURL).origin)
})

test('a client that leaves within an answer does not disturb the next one', async () => {
  const { baseURL } = await start(
    'answers: [{ body: [repeat: { times: 1000000, steps: [text: 春眠不觉晓] }] }, { body: [text: next] }]',
  )
  const leaving = openRawConnection(baseURL)
  leaving.post()
  await new Promise((resolve) => leaving.socket.once('data', resolve))

  leaving.socket.resetAndDestroy()
  const response = await fetch(baseURL, { method: 'POST', body: '{}' })

  expect(await response.text()).toBe('next')
})

test('disposing ends whatever is still played', async () => {
  const server = await start('answers: [{ body: [text: ab, stall] }]')
  const connection = openRawConnection(server.baseURL)
  connection.post()
  await connection.receives('ab\r\n')

  await server[Symbol.asyncDispose]()

  await expect(connection.end()).resolves.toBeDefined()
  await expect(fetch(server.baseURL)).rejects.toThrow()
})
