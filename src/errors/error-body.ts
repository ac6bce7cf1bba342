/** The gateway's own words about what went wrong. */
export interface ErrorBody {
  code: string | undefined
  message: string | undefined
}

/** Longest text of a body that becomes part of a message. */
const MAX_EXCERPT = 200

const REQUEST_ID_HEADERS = ['x-request-id', 'x-oneapi-request-id', 'x-tt-logid']

/**
 * Reads code and message from the documented envelope `{"error": {"code", "message"}}`, from the bare
 * `{"code", "message"}` that some proxies send, and from plain text. Finds nothing in anything else.
 */
export function readErrorBody(body: unknown): ErrorBody {
  if (typeof body === 'string') return { code: undefined, message: excerpt(body) || undefined }
  const record = asRecord(body)
  const error = record['error']
  if (typeof error === 'string') return { code: undefined, message: excerpt(error) || undefined }
  const { code, message } = typeof error === 'object' && error !== null ? asRecord(error) : record
  return {
    code: typeof code === 'string' || typeof code === 'number' ? String(code) : undefined,
    message: typeof message === 'string' && message !== '' ? message : undefined,
  }
}

/** The gateway's id of a request: from its headers, or from the "Request id: …" that ends Doubao's messages. */
export function readRequestId(headers: Headers, message?: string): string | undefined {
  const header = REQUEST_ID_HEADERS.map((name) => headers.get(name)).find(Boolean)
  return header ?? /Request id: ([\w-]+)/i.exec(message ?? '')?.[1]
}

/** The beginning of a text on one line. */
export function excerpt(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return line.length > MAX_EXCERPT ? `${line.slice(0, MAX_EXCERPT)}…` : line
}

/** Any object's own keys; none of anything else. */
export function asRecord(value: unknown): Partial<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}
