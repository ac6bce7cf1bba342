import { AnswerError } from './answer-error.ts'

/**
 * The gateway answered with success, but not with what was asked for: an error or a login page under status 200,
 * text that is no JSON, a completion without choices, JSON where a stream was asked for.
 */
export class UnexpectedResponseError extends AnswerError {
  static override readonly kind = 'doubao-client.UnexpectedResponseError'
  override name = 'UnexpectedResponseError' as const
}
