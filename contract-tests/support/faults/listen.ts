import { createServer, type IncomingMessage } from 'node:http'
import type { Socket } from 'node:net'

/** A server on a loopback port of its own. */
export interface Listener {
  port: number
  /** Ends it with all its connections. Throws what a handler threw while its client was still there. */
  close: () => Promise<void>
}

/** Starts a server whose handlers answer on the request's raw socket. */
export async function listen(handle: (request: IncomingMessage) => Promise<void>): Promise<Listener> {
  const sockets = new Set<Socket>()
  const failures: unknown[] = []
  const server = createServer((request) => {
    handle(request).catch((error: unknown) => {
      if (!request.socket.destroyed) failures.push(error)
      request.socket.destroy()
    })
  })
  server.on('connection', (socket) => {
    socket.setNoDelay(true)
    sockets.add(socket.once('close', () => sockets.delete(socket)))
  })
  server.on('clientError', (_, socket) => {
    socket.destroy()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')

  const close = async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
    if (failures.length > 0) throw new AggregateError(failures, 'the fault server failed')
  }
  return { port: address.port, close }
}
