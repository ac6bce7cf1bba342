import { once } from 'node:events'
import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import { onTestFinished } from 'vitest'

export interface LocalServer {
  baseURL: string
  /** Every request that came, in order. */
  requests: IncomingMessage[]
  /** For every request, when its connection closes: whether the server had ended its answer by then. */
  closings: Promise<boolean>[]
}

/** Starts an HTTP server on a free loopback port. It ends with the test that started it. */
export async function startLocalServer(listener: RequestListener): Promise<LocalServer> {
  const requests: IncomingMessage[] = []
  const closings: Promise<boolean>[] = []
  const server = createServer((request, response) => {
    requests.push(request)
    closings.push(once(response, 'close').then(() => response.writableEnded))
    listener(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  return { baseURL: `http://127.0.0.1:${String(address.port)}`, requests, closings }
}
