import { once } from 'node:events'
import { createServer, connect } from 'node:net'

/** A port on which nothing listens. */
export interface RefusedPort {
  port: number
  close: () => Promise<void>
}

/** A connection of our own holds the port as its near end, so that nobody else comes to listen there meanwhile. */
export async function holdRefusedPort(): Promise<RefusedPort> {
  const server = createServer((socket) => socket.resume())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const holder = connect({ host: '127.0.0.1', port: typeof address === 'object' && address ? address.port : 0 })
  await once(holder, 'connect')
  const port = holder.localPort
  if (port === undefined) throw new Error('the connection has no port')
  const close = async () => {
    holder.destroy()
    await new Promise((resolve) => server.close(resolve))
  }
  return { port, close }
}
