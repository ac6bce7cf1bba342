import { DoubaoError, type ErrorFacts } from './doubao-error.ts'

/** What is known of a stream that did not end as it should. */
export interface StreamErrorFacts extends ErrorFacts {
  /** The completion as far as it came: undefined where no chunk did. Same shape as a whole completion. */
  partial: unknown
  /** The gateway's own code, where it sent an error within the stream. */
  code: string | undefined
}

/** A stream ended before it was complete, or held something that is no chunk. What arrived is in `partial`. */
export class StreamError extends DoubaoError implements StreamErrorFacts {
  static override readonly kind = 'doubao-client.StreamError'
  override name = 'StreamError' as const
  declare readonly partial: unknown
  declare readonly code: string | undefined
}
