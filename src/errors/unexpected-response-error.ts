import type { APIErrorFacts } from './api-error.ts'
import { DoubaoError } from './doubao-error.ts'

/**
 * The gateway answered with success, but not with what was asked for: an error or a login page under status 200,
 * text that is no JSON, a completion without choices, JSON where a stream was asked for.
 */
export class UnexpectedResponseError extends DoubaoError implements APIErrorFacts {
  override name = 'UnexpectedResponseError' as const
  readonly status: number
  readonly code: string | undefined
  readonly requestId: string | undefined
  readonly headers: Headers
  readonly body: unknown

  constructor(message: string, facts: APIErrorFacts, options?: ErrorOptions) {
    super(message, options)
    this.status = facts.status
    this.code = facts.code
    this.requestId = facts.requestId
    this.headers = facts.headers
    this.body = facts.body
  }
}
