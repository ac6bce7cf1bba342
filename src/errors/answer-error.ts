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

/** What errors about an answer share. Not exported by the package: catch one of its subclasses. */
export abstract class AnswerError extends DoubaoError implements APIErrorFacts {
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
