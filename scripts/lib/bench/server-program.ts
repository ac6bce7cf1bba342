import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answer } from '../../bench/payload.ts'
import { bytesOf } from '../../bench/piece-fetch.ts'

// The gateway of `npm run bench`, in a process of its own: what is measured in the others is the contestant's alone.
// The first part of a path says how it answers.

const ANSWER = JSON.stringify(answer)

const server = createServer((request, response) => {
  request.resume()
  request.on('end', () => {
    respond(request, response)
  })
})
// A pause between two contestants is no reason to connect anew.
server.keepAliveTimeout = 600_000

function respond({ url = '' }: IncomingMessage, response: ServerResponse): void {
  const [, how, number] = url.split('/')
  if (how === 'json') {
    response.writeHead(200, { 'Content-Type': 'application/json' }).end(ANSWER)
    return
  }
  response.writeHead(200, { 'Content-Type': 'text/event-stream' })
  if (how === 'stream') response.end(bytesOf({ chunks: Number(number) }))
  // Two chunks with content, and no end.
  else response.write(bytesOf({ chunks: 20 }).subarray(0, 1_000))
}

process.on('disconnect', () => process.exit())

server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, () => {
  process.send?.((server.address() as AddressInfo).port)
})
