type TextInit = Omit<ResponseInit, 'headers'> & { headers?: Record<string, string> }

/** Answers of a gateway, or of a `fetch`, that quote the key, by name. Each is asked for a stream and for JSON. */
export function quotingAnswers(key: string): Record<string, () => Promise<Response>> {
  const json =
    (value: unknown, status = 401) =>
    () =>
      Promise.resolve(Response.json(value, { status }))
  const text =
    (body: string, type: string, init: TextInit = {}) =>
    () =>
      Promise.resolve(new Response(body, { status: 200, ...init, headers: { 'Content-Type': type, ...init.headers } }))
  const events = (...values: unknown[]) =>
    text(values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join(''), 'text/event-stream')
  const delta = (content: string) => ({ choices: [{ index: 0, delta: { role: 'assistant', content } }] })
  const withHeaders = { 'x-request-id': key, 'set-cookie': key, location: `https://elsewhere.test/?${key}` }
  const cause = new Error(`of ${key}`, { cause: new Error(key) })
  const fails = (reason: unknown) => async () => {
    await Promise.resolve()
    throw reason
  }
  return {
    'the message of an error': json({ error: { message: `the key ${key} is wrong`, code: key, type: key } }),
    'a property name': json({ [key]: { [key]: [key] } }),
    'a success that is none': json({ error: { message: key } }, 200),
    'an HTML page': text(`<html><title>${key}</title><p>${key}</p></html>`, 'text/html'),
    'an HTML page of an error': text(`<html><p>${key}</p></html>`, 'text/html', { status: 403 }),
    'plain text': text(key, 'text/plain', { status: 500 }),
    headers: text('{}', 'application/json', { status: 429, headers: withHeaders }),
    'headers of a redirect': text('', 'text/html', { status: 302, headers: withHeaders }),
    'headers of a stream that breaks off': text(': nothing\n\n', 'text/event-stream', { headers: withHeaders }),
    'the status text': text('', 'text/plain', { status: 401, statusText: key }),
    'an error in a stream': events(delta('春'), { error: { message: key, code: key } }),
    'a stream that is cut off': events(delta(key.slice(0, 9)), delta(key.slice(9))),
    'an event that is no JSON': text(`data: {"${key}\n\n`, 'text/event-stream'),
    'stray text in a stream': text(`${key}\n${key}: ${key}\n`, 'text/event-stream'),
    'an error of fetch': fails(new TypeError(`fetch failed for ${key}`, { cause })),
  }
}
