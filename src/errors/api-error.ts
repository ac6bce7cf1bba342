import { AnswerError } from './answer-error.ts'

/**
 * The gateway answered with an error status, or with a redirect (never followed, so that no key travels).
 * The message holds the gateway's own words.
 */
export class APIError extends AnswerError {
  static override readonly kind: string = 'doubao-client.APIError'
  override name = 'APIError'
}
