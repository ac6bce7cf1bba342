import { DoubaoError, type ErrorFacts } from './doubao-error.ts'

/** What ran out: the time to an answer's headers, between two pieces of content, or for all. */
export type Budget = 'headers' | 'idle' | 'total'

/** What is known of a call that took too long. */
export interface TimeoutFacts extends ErrorFacts {
  budget: Budget
  /** Of a stream: the completion as far as it came. Same shape as a whole one. */
  partial: unknown
}

/** A budget of the call ran out. It is not sent again: the gateway may still be at work, and bill it. */
export class APITimeoutError extends DoubaoError implements TimeoutFacts {
  static override readonly kind = 'doubao-client.APITimeoutError'
  override name = 'APITimeoutError' as const
  declare readonly budget: Budget
  declare readonly partial: unknown
}
