export interface ObservedFetch {
  fetch: typeof fetch
  /** The arguments of every call, in order. */
  calls: Parameters<typeof fetch>[]
  /** The first argument of the last call. Throws where there was none, or where it was no `Request`. */
  lastRequest: () => Request
}

/** A `fetch` that gives an answer of the test's own and keeps what it was asked. */
export function answerWith(makeResponse: (request: Request) => Response | Promise<Response>): ObservedFetch {
  const calls: Parameters<typeof fetch>[] = []
  const lastRequest = () => {
    const request = calls.at(-1)?.[0]
    if (!(request instanceof Request)) throw new Error('fetch was not called with a Request')
    return request
  }
  const fetch = async (...call: Parameters<typeof globalThis.fetch>) => {
    calls.push(call)
    return makeResponse(lastRequest())
  }
  return { fetch, calls, lastRequest }
}

/** A `fetch` that throws. */
export function failWith(thrown: unknown): ObservedFetch {
  return answerWith(() => {
    throw thrown
  })
}

/** A `fetch` that answers every request with JSON. */
export function answerJson(body: unknown, init?: ResponseInit): ObservedFetch {
  return answerWith(() => Response.json(body, init))
}
