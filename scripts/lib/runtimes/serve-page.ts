import { readFile } from 'node:fs/promises'
import { createServer, request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { basename } from 'node:path'

/** An empty page, its script, and the API behind it. `await using` ends the server. */
export interface ServedPage extends AsyncDisposable {
  url: string
}

/** Serves a script by its file's name, and hands every other request on: the mock knows no CORS. */
export async function servePage(script: string, baseURL: string): Promise<ServedPage> {
  const code = await readFile(script)
  const server = createServer((request, response) => {
    if (request.url === '/') response.setHeader('Content-Type', 'text/html').end('<!doctype html><title>page</title>')
    else if (request.url === `/${basename(script)}`) response.setHeader('Content-Type', 'text/javascript').end(code)
    else handOn(request, response, baseURL)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${String(port)}/`,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function handOn(request: IncomingMessage, response: ServerResponse, baseURL: string): void {
  const { method, headers, url = '/' } = request
  const onward = sendRequest(new URL(url, baseURL), { method, headers }, (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers)
    answer.pipe(response)
  })
  onward.on('error', () => response.writeHead(502).end())
  request.pipe(onward)
}
