/** A `fetch` that sends only the first half of each request's body, and keeps it in `sent`. */
export function createCuttingFetch(sent: string[] = []): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const body = await request.text()
    const half = body.slice(0, body.length / 2)
    sent.push(half)
    return fetch(new Request(request.url, { ...partsOf(request), body: half }))
  }
}

/** A request whose body was read cannot be copied as a whole. The length of the body follows from the body. */
function partsOf({ method, headers, redirect, signal }: Request): RequestInit {
  const kept = new Headers(headers)
  kept.delete('content-length')
  return { method, headers: kept, redirect, signal }
}
