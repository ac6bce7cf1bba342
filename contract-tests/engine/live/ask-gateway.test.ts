import { expect, it } from 'vitest'
import { startLocalServer } from '../../support/facade/local-server.ts'
import { askGateway } from './ask-gateway.ts'

const limits = { whole: 300, afterEndMark: 30 }
const asIs = (text: string) => text

it('an answer is read to its end, and holds the few headers that tell something about it', async () => {
  const { baseURL } = await startLocalServer((_, response) => {
    response.writeHead(429, {
      'Retry-After': '7',
      'Set-Cookie': 'account=1',
      Server: 'x',
      'Content-Type': 'text/plain',
    })
    response.end('\uFEFF太多了')
  })

  const answer = await askGateway(new Request(baseURL), asIs)

  const headers = { 'content-type': 'text/plain', 'retry-after': '7' }
  expect(answer).toEqual({ status: 429, headers, body: '\uFEFF太多了', isWhole: true })
})

it('a stream that is left open after its end mark is whole', async () => {
  const { baseURL } = await startLocalServer((_, response) => response.write('data: {}\n\ndata: [DONE]\n\n'))
  const start = performance.now()

  const answer = await askGateway(new Request(baseURL), asIs, { whole: 20_000, afterEndMark: 30 })

  expect(answer).toMatchObject({ body: 'data: {}\n\ndata: [DONE]\n\n', isWhole: true })
  expect(performance.now() - start).toBeLessThan(10_000)
})

it.each([
  ['stops', (socket: { destroy: () => void } | null) => socket],
  ['breaks off', (socket: { destroy: () => void } | null) => setTimeout(() => socket?.destroy(), 50)],
])('an answer that %s on its way is taken as far as it came', async (_, end) => {
  const { baseURL } = await startLocalServer((_, response) => {
    response.write('data: {"id"', () => end(response.socket))
  })

  const answer = await askGateway(new Request(baseURL), asIs, limits)

  expect(answer).toMatchObject({ status: 200, body: 'data: {"id"', isWhole: false })
})

it.each([
  ['never comes', () => undefined],
  ['is a closed connection', (socket: { destroy: () => void } | null) => socket?.destroy()],
])('an answer that %s is none', async (_, end) => {
  const { baseURL } = await startLocalServer((_, response) => {
    end(response.socket)
  })

  expect(await askGateway(new Request(baseURL), asIs, limits)).toBeUndefined()
})

it('a redirect is an answer, and nothing is sent to where it leads', async () => {
  const elsewhere = await startLocalServer((_, response) => response.end('{}'))
  const { baseURL } = await startLocalServer((_, response) => {
    response.writeHead(307, { Location: elsewhere.baseURL }).end()
  })

  const answer = await askGateway(new Request(baseURL, { method: 'POST', body: '{}' }), asIs)

  expect(answer).toMatchObject({ status: 307 })
  expect(elsewhere.requests).toEqual([])
})
