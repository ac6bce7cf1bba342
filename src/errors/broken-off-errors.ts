import { DoubaoError } from './doubao-error.ts'

/** What ran out: the time to an answer's headers, between two pieces of content, or for all. */
export type Budget = 'headers' | 'idle' | 'total'

/** No answer came, or its body broke off; `cause` tells why. The gateway may have billed the request all the same. */
export class APIConnectionError extends DoubaoError {
  static override readonly kind = 'doubao-client.APIConnectionError'
  override name = 'APIConnectionError' as const
}

/** A budget of the call ran out. It is not sent again: the gateway may still be at work, and bill it. */
export class APITimeoutError extends DoubaoError {
  static override readonly kind = 'doubao-client.APITimeoutError'
  override name = 'APITimeoutError' as const
  declare readonly budget: Budget
  /** Of a stream: the completion as far as it came, undefined where no chunk did. Same shape as a whole one. */
  declare readonly partial: unknown
}

/** A stream ended before it was complete, or held something that is no chunk. What arrived is in `partial`. */
export class StreamError extends DoubaoError {
  static override readonly kind = 'doubao-client.StreamError'
  override name = 'StreamError' as const
  /** The completion as far as it came, undefined where no chunk did. Same shape as a whole one. */
  declare readonly partial: unknown
  /** The gateway's own code, where it sent an error within the stream. */
  declare readonly code: string | undefined
}
