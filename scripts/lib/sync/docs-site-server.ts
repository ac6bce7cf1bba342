import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { sha256 } from '../lock.ts'

/** What a docs server answers for a path, in place of the page. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => void

/** A docs site on this machine, for tests: it sends validators, and heeds them. */
export interface DocsSiteServer extends AsyncDisposable {
  origin: string
  /** From now on the pages are those of another folder, or those given. */
  serve: (pages: string | Record<string, string | Answer>) => void
  /** Every request since the last call, and forgets them. */
  takeRequests: () => { path: string; headers: IncomingHttpHeaders }[]
}

/** Starts a docs site. Its pages are the files of a folder, or texts by their paths. */
export async function startDocsSite(pages: string | Record<string, string | Answer>): Promise<DocsSiteServer> {
  let served = pages
  let requests: { path: string; headers: IncomingHttpHeaders }[] = []
  const server = createServer((request, response) => {
    const path = (request.url ?? '').slice(1)
    requests.push({ path, headers: request.headers })
    void readPage(served, path).then((page) => {
      if (typeof page === 'function') page(request, response)
      else answer(page, request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the server has no port')
  return {
    origin: `http://127.0.0.1:${String(address.port)}`,
    serve: (next) => {
      served = next
    },
    takeRequests: () => {
      const taken = requests
      requests = []
      return taken
    },
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function readPage(pages: string | Record<string, string | Answer>, path: string) {
  if (typeof pages !== 'string') return Object.hasOwn(pages, path) ? pages[path] : undefined
  return await readFile(join(pages, path), 'utf8').catch(() => undefined)
}

function answer(text: string | undefined, { headers }: IncomingMessage, response: ServerResponse): void {
  if (text === undefined) {
    response.writeHead(404).end('not found')
    return
  }
  const etag = `"${sha256(text).slice(0, 16)}"`
  const validators = { etag, 'last-modified': 'Tue, 28 Apr 2026 00:00:00 GMT' }
  if (headers['if-none-match'] === etag) response.writeHead(304, validators).end()
  else response.writeHead(200, { ...validators, 'content-type': 'text/markdown; charset=utf-8' }).end(text)
}
