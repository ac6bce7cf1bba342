import { request, type Dispatcher } from 'undici'

/** A `fetch` for `createClient`, over a dispatcher of undici's; its answers have what this client reads of a `Response`. */
export function createUndiciFetch(dispatcher?: Dispatcher): typeof fetch {
  const send = async (sent: Request) => {
    const options = { method: 'POST' as const, signal: sent.signal, headers: [...sent.headers].flat() }
    const answer = await request(sent.url, { ...options, body: await sent.text(), dispatcher })
    const { statusCode: status, headers, body } = answer
    const chunks = body[Symbol.asyncIterator]()
    const cancel = () => Promise.resolve(void body.destroy())
    return {
      status,
      ok: status >= 200 && status < 300,
      statusText: '',
      headers: new Headers(Object.entries(headers).map(([name, value]) => [name, String(value)])),
      body: { cancel, getReader: () => ({ read: () => chunks.next(), cancel, releaseLock: () => undefined }) },
    }
  }
  return send as unknown as typeof fetch
}
