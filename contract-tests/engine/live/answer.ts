import type { LiveCase } from './live-case.ts'

/** What a gateway answered, or a recording says that it did; without anything that is secret. */
export interface Answer {
  status: number
  /** The few that are kept, by their names in lower case. */
  headers: Record<string, string>
  /** The text as it came; of a stream the whole. */
  body: string
  /** Whether the body came to its end. */
  isWhole: boolean
}

/** Gets the answer to a request, from a gateway or from a recording; undefined where none came. */
export type Ask = (request: Request, liveCase: LiveCase) => Promise<Answer | undefined>

/** Headers that tell something about an answer. All others may name an account or hold a cookie. */
const KEPT_HEADERS = [
  'content-type',
  'retry-after',
  'x-request-id',
  'x-oneapi-request-id',
  'x-tt-logid',
  'request-id',
  'accept',
]

/** Those headers that may be shown to anyone. */
export function keptHeaders(headers: Headers): Record<string, string> {
  return Object.fromEntries([...headers].filter(([name]) => KEPT_HEADERS.includes(name)))
}

/** Statuses whose answers have no body by HTTP's own rules (RFC 9110). */
const BODILESS = [204, 205, 304]

/** The response that a client gets to see. Where the body is not whole, it breaks off. */
export function toResponse({ status, headers, body, isWhole }: Answer): Response {
  if (BODILESS.includes(status)) return new Response(null, { status, headers })
  if (isWhole) return new Response(body, { status, headers })
  const chunks: (Uint8Array<ArrayBuffer> | undefined)[] = [new TextEncoder().encode(body), undefined]
  const stream = new ReadableStream<Uint8Array<ArrayBuffer>>({
    pull: (controller) => {
      const chunk = chunks.shift()
      if (chunk) controller.enqueue(chunk)
      else controller.error(new TypeError('the answer broke off'))
    },
  })
  return new Response(stream, { status, headers })
}
