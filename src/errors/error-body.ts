import { asRecord } from '../json.ts'

const REQUEST_ID_HEADERS = ['x-request-id', 'x-oneapi-request-id', 'x-tt-logid', 'request-id']

/** The gateway's own words: from `{"error": {"code", "message"}}`, `{"code", "message"}`, plain text or HTML. */
export function readErrorBody(body: unknown): Record<'code' | 'message', string | undefined> {
  const error = asRecord(body)['error'] ?? body
  if (typeof error === 'string') return { code: undefined, message: excerpt(error) || undefined }
  const { code, message } = asRecord(typeof error === 'object' ? error : body)
  return {
    code: typeof code === 'string' || typeof code === 'number' ? String(code) : undefined,
    message: typeof message === 'string' && message !== '' ? message : undefined,
  }
}

/** The gateway's id of a request: from its headers, or from the "Request id: …" that ends Doubao's messages. */
export function readRequestId(headers?: Headers, message = ''): string | undefined {
  const header = REQUEST_ID_HEADERS.map((name) => headers?.get(name)).find(Boolean)
  return header ?? /Request id: ([\w-]+)/i.exec(message)?.[1]
}

/** The beginning of a text, 200 characters on one line; of an HTML page, what a reader would see of it. */
export function excerpt(text: string): string {
  const markup = /^\s*</.test(text) ? /<(script|style)\b[^]*?<\/\1>|<[^>]*>|\s+/gi : /\s+/g
  const line = text.slice(0, 10_000).replaceAll(markup, ' ').replaceAll(/ +/g, ' ').trim()
  return line.length > 200 ? `${line.slice(0, 200)}…` : line
}
