import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { askMock } from './expected-texts.ts'
import { servePage } from './serve-page.ts'

const resources = new AsyncDisposableStack()
let script: string
let baseURL: string

/** Answers as the mock does, and says what it was asked. */
const server = createServer((request, response) => {
  void text(request).then((body) => {
    response.setHeader('X-Asked', `${request.method ?? ''} ${request.url ?? ''}`)
    if (request.headers.accept === 'text/event-stream') {
      response.end(`data: ${chunk('a')}\n\ndata: ${chunk('b')}\n\ndata: {"choices":[]}\n\ndata: [DONE]\n\n`)
    } else response.end(body === '' ? 'nothing' : JSON.stringify({ choices: [{ message: { content: 'whole' } }] }))
  })
})

beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'doubao-client-page-'))
  resources.defer(() => rm(folder, { recursive: true }))
  script = join(folder, 'page.js')
  await writeFile(script, 'export const run = 1')
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  resources.defer(() => void server.close())
  baseURL = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
})

afterAll(() => resources.disposeAsync())

it('a page and its script have one origin', async () => {
  await using page = await servePage(script, baseURL)

  const html = await fetch(page.url)
  const code = await fetch(new URL('page.js', page.url))

  expect(html.headers.get('Content-Type')).toBe('text/html')
  expect(code.headers.get('Content-Type')).toBe('text/javascript')
  expect(await code.text()).toBe('export const run = 1')
})

it('every other request of the page is the server’s behind it', async () => {
  await using page = await servePage(script, baseURL)

  const response = await fetch(new URL('v1/chat', page.url), { method: 'POST', body: 'x' })

  expect(response.headers.get('X-Asked')).toBe('POST /v1/chat')
  expect(await response.json()).toHaveProperty('choices')
})

it('a server that is not there is a 502 to the page', async () => {
  await using page = await servePage(script, 'http://127.0.0.1:1')

  expect((await fetch(new URL('v1/chat', page.url))).status).toBe(502)
})

it('the expected texts are the mock’s own, read without the client', async () => {
  expect(await askMock(baseURL)).toEqual({ json: 'whole', stream: 'ab' })
})

function chunk(content: string): string {
  return JSON.stringify({ choices: [{ index: 0, delta: { content } }] })
}
