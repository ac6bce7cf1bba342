import { DoubaoError } from './doubao-error.ts'

/** What is known of a stream that did not end as it should. */
export interface StreamErrorFacts {
  /** The completion as far as it came: undefined where no chunk did. Same shape as a whole completion. */
  partial: unknown
  /** The gateway's own code, where it sent an error within the stream. */
  code: string | undefined
  requestId: string | undefined
}

/** A stream ended before it was complete, or held something that is no chunk. What arrived is in `partial`. */
export class StreamError extends DoubaoError implements StreamErrorFacts {
  override name = 'StreamError' as const
  readonly partial: unknown
  readonly code: string | undefined
  readonly requestId: string | undefined

  constructor(message: string, facts: StreamErrorFacts, options?: ErrorOptions) {
    super(message, options)
    this.partial = facts.partial
    this.code = facts.code
    this.requestId = facts.requestId
  }
}
