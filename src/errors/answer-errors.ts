import { DoubaoError, type ErrorFacts } from './doubao-error.ts'

/** What is known of an answer that is an error. */
export interface APIErrorFacts extends ErrorFacts {
  /** HTTP status of the answer; 0 for a redirect that a browser hides. */
  status: number
  /** The gateway's own code, such as `InvalidParameter`; open-ended and often dotted. */
  code: string | undefined
  headers: Headers
  /** The parsed JSON body, or its text where it is no JSON. */
  body: unknown
}

/** What errors about an answer share. Not exported by the package: catch one of its subclasses. */
export abstract class AnswerError extends DoubaoError implements APIErrorFacts {
  declare readonly status: number
  declare readonly code: string | undefined
  declare readonly headers: Headers
  declare readonly body: unknown
}

/** The gateway answered with an error status, or a redirect, which is never followed. Its own words are the message. */
export class APIError extends AnswerError {
  static override readonly kind: string = 'doubao-client.APIError'
  override name = 'APIError'
}

/** Success, but not what was asked for: an error or a login page, no JSON, no choices, JSON for a stream. */
export class UnexpectedResponseError extends AnswerError {
  static override readonly kind = 'doubao-client.UnexpectedResponseError'
  override name = 'UnexpectedResponseError' as const
}
