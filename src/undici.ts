import { getGlobalDispatcher, type Dispatcher } from 'undici'

/** A `fetch` for `createClient`, over a dispatcher of undici's: by default the global one, looked up at each call. */
export function createUndiciFetch(dispatcher?: Dispatcher): typeof fetch {
  return (async (sent: Request): Promise<Response> => {
    const { origin, pathname, search } = new URL(sent.url)
    const target = { origin, path: pathname + search, method: 'POST' as const }
    const options = { ...target, headers: [...sent.headers].flat(), body: await sent.text() }
    return new Promise((resolve, reject) => {
      let request: Dispatcher.DispatchController | undefined
      let body: ReadableStreamDefaultController<Uint8Array> | undefined
      const abort = () => request?.abort(sent.signal.reason as Error)
      const start = (controller: typeof body) => (body = controller)
      const stream = new ReadableStream({ start, pull: () => request?.resume(), cancel: abort }, { highWaterMark: 8 })
      ;(dispatcher ?? getGlobalDispatcher()).dispatch(options, {
        onRequestStart: (controller) => {
          request = controller
          sent.signal.onabort = abort
          if (sent.signal.aborted) abort()
        },
        onResponseStart: (_, status, answered) => {
          if (status < 200) return
          const headers = Object.entries(answered).map(([name, value]): [string, string] => [name, String(value)])
          resolve(new Response([204, 205, 304].includes(status) ? null : stream, { status, headers }))
        },
        onResponseData: (controller, bytes) => {
          // undici's parser gives nothing of a body that goes on, and would so for ever where each piece pauses it.
          if (bytes.length > 0) body?.enqueue(bytes)
          if (bytes.length > 0 && body?.desiredSize === 0) controller.pause()
        },
        onResponseEnd: () => body?.close(),
        onResponseError: (_, cause) => {
          const error = sent.signal.aborted ? cause : new TypeError('fetch failed', { cause })
          body?.error(error)
          reject(error)
        },
      })
    })
  }) as typeof fetch
}
