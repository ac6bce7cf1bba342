import { EventEmitter, once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import { setImmediate, setTimeout } from 'node:timers/promises'
import { makeChunk } from '../../../contract-tests/support/faults/doubao-shapes.ts'
import { BEHAVIOUR_HEADER, LOAD_CHUNKS, STREAM_HEADER, wordOf } from './server-messages.ts'
import type { Behaviour, ServerAnswer, ServerQuestion } from './server-messages.ts'

// The gateway of `npm run harden`, in a process of its own: what is measured in the other one is the client's alone.

const unfinished = new Set<ServerResponse>()
const connections = new Set<Socket>()
const finish = new EventEmitter().setMaxListeners(0)

const server = createServer((request, response) => {
  unfinished.add(response)
  response.on('close', () => unfinished.delete(response))
  request.resume()
  void answer(request, response)
})

server.on('connection', (socket) => {
  connections.add(socket)
  socket.on('close', () => connections.delete(socket))
})

const END = 'data: [DONE]\n\n'

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const behaviour = request.headers[BEHAVIOUR_HEADER] as Behaviour
  if (behaviour === 'silent') return
  if (behaviour === 'busy') return void response.writeHead(503, { 'retry-after-ms': '5000' }).end('{}')
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  if (behaviour === 'load') {
    await answerLoad(String(request.headers[STREAM_HEADER]), response)
    return
  }
  response.write(eventOf('一') + eventOf('二'))
  if (behaviour === 'whole') return void response.end(eventOf('三', 'stop') + END)
  if (behaviour === 'reset') {
    await setTimeout(5)
    return void request.socket.resetAndDestroy()
  }
  while (behaviour === 'drip' && !response.destroyed) {
    await setTimeout(4)
    response.write(eventOf('滴'))
  }
}

async function answerLoad(stream: string, response: ServerResponse): Promise<void> {
  response.write(eventOf(wordOf(stream, 0)))
  await once(finish, 'loads')
  for (let chunk = 1; chunk < LOAD_CHUNKS; chunk += 1) {
    const isLast = chunk === LOAD_CHUNKS - 1
    response.write(eventOf(wordOf(stream, chunk), isLast ? 'stop' : undefined))
    // So that the chunks of all streams are on the way at the same time.
    await setImmediate()
  }
  response.end(END)
}

function eventOf(content: string, finish?: string): string {
  return `data: ${JSON.stringify(makeChunk({ content }, finish))}\n\n`
}

function tell(message: ServerAnswer): void {
  process.send?.(message)
}

process.on('message', ({ id, kind }: ServerQuestion) => {
  if (kind === 'unfinished') {
    tell({ id, number: unfinished.size })
    return
  }
  if (kind === 'finish') {
    finish.emit('loads')
    tell({ id, number: 0 })
    return
  }
  // Node's own closeIdleConnections() leaves those alone on which no request came: one that was aborted in time.
  const busy = new Set([...unfinished].map(({ socket }) => socket))
  for (const socket of connections) if (!busy.has(socket)) socket.end()
  server.getConnections((_, number) => {
    tell({ id, number })
  })
})

process.on('disconnect', () => process.exit())

server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => {
  tell({ id: 0, number: (server.address() as AddressInfo).port })
})
