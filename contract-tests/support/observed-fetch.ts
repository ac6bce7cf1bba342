/** One request as it left the client, and the answer as it came. */
export interface Exchange {
  method: string
  url: URL
  requestHeaders: Headers
  requestBody: string
  status: number
  responseHeaders: Headers
  responseBody: string
}

/** A `fetch` that keeps what passes through it. */
export interface ObservedFetch {
  fetch: typeof fetch
  /** Every exchange since the last call of this function. Waits for bodies that are still arriving. */
  takeExchanges: () => Promise<Exchange[]>
}

/**
 * Wraps the runtime's fetch, or whatever answers in its place. Answers are handed on as they came, while a copy is read
 * aside.
 */
export function observeFetch(answer: (request: Request) => Promise<Response> = fetch): ObservedFetch {
  let exchanges: Promise<Exchange>[] = []
  return {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const requestBody = await request.clone().text()
      const response = await answer(request)
      exchanges.push(readExchange(request, requestBody, response.clone()))
      return response
    },
    takeExchanges: async () => {
      const taken = await Promise.all(exchanges)
      exchanges = []
      return taken
    },
  }
}

async function readExchange(request: Request, requestBody: string, response: Response): Promise<Exchange> {
  return {
    method: request.method,
    url: new URL(request.url),
    requestHeaders: request.headers,
    requestBody,
    status: response.status,
    responseHeaders: response.headers,
    // What broke off is the client's to tell.
    responseBody: await response.text().catch(() => ''),
  }
}
