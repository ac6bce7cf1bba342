import { request, type Dispatcher } from 'undici'

/**
 * A `fetch` for `createClient` on Node: over undici's pools of connections, by default those of its global dispatcher, and
 * without the streams of the web. Its answers hold what this client reads of a `Response`; they serve nothing else.
 */
export function createUndiciFetch(dispatcher?: Dispatcher): typeof fetch {
  const send = async (sent: Request) => {
    const { method, signal } = sent
    const options = { method: method as 'POST', signal, headers: [...sent.headers].flat(), body: await sent.text() }
    const { statusCode: status, headers, body } = await request(sent.url, { ...options, dispatcher })
    const chunks = body[Symbol.asyncIterator]()
    const cancel = async () => void body.destroy()
    return {
      status,
      ok: status >= 200 && status < 300,
      statusText: '',
      headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body: { cancel, getReader: () => ({ read: () => chunks.next(), cancel, releaseLock: () => undefined }) },
    }
  }
  // What `fetch` takes and gives is more than the client needs.
  return send as unknown as typeof fetch
}
