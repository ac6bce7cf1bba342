import { DoubaoError } from './doubao-error.ts'

/** What is known of an answer that is an error. */
export interface APIErrorFacts {
  /** HTTP status of the answer; 0 for a redirect that a browser hides. */
  status: number
  /** The gateway's own code, such as `InvalidParameter`; open-ended and often dotted. */
  code: string | undefined
  /** The gateway's id of the request, from the headers or the message. */
  requestId: string | undefined
  headers: Headers
  /** The parsed JSON body, or its text where it is no JSON. */
  body: unknown
}

/**
 * The gateway answered with an error status, or with a redirect (never followed, so that no key travels).
 * The message holds the gateway's own words.
 */
export class APIError extends DoubaoError implements APIErrorFacts {
  override name = 'APIError'
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
