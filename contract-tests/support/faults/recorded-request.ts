import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'

/** One request as it was received. */
export interface RecordedRequest {
  /** The address that the client was given, or the second one, to which redirects lead. */
  origin: 'gateway' | 'elsewhere'
  method: string
  path: string
  headers: IncomingHttpHeaders
  body: string
  /** When it was received, in milliseconds of a clock that only goes forward. */
  at: number
  /** The status line that was sent; undefined where none was. */
  answeredStatus: number | undefined
}

/** Waits for the whole request. */
export async function recordRequest(
  request: IncomingMessage,
  origin: RecordedRequest['origin'],
): Promise<RecordedRequest> {
  return {
    origin,
    method: request.method ?? '',
    path: request.url ?? '',
    headers: request.headers,
    body: await text(request),
    at: performance.now(),
    answeredStatus: undefined,
  }
}
