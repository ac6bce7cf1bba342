// Six exported classes in one file: they differ in nothing but their name, and the function below tells them apart.
import { APIError, type APIErrorFacts } from './answer-errors.ts'

const named = <Name extends string>(name: Name) =>
  class extends APIError {
    static override readonly kind = `doubao-client.${name}`
    override name = name
  }

/** 400, 413 or 422: the request is wrong and would be wrong again. */
export class BadRequestError extends named('BadRequestError') {}

/** 401: the API key is missing or invalid. */
export class AuthenticationError extends named('AuthenticationError') {}

/** 402 or 403: the key is valid but may not do this, or the account has nothing left to pay with. */
export class PermissionDeniedError extends named('PermissionDeniedError') {}

/** 404: no such model, endpoint or path. */
export class NotFoundError extends named('NotFoundError') {}

/** 429: too many requests or tokens, or an exhausted quota; `code` tells which. */
export class RateLimitError extends named('RateLimitError') {}

/** 5xx: the gateway or the model behind it failed. */
export class InternalServerError extends named('InternalServerError') {}

const CLASS_OF_STATUS: Partial<Record<number, typeof APIError>> = {
  400: BadRequestError,
  401: AuthenticationError,
  402: PermissionDeniedError,
  403: PermissionDeniedError,
  404: NotFoundError,
  413: BadRequestError,
  422: BadRequestError,
  429: RateLimitError,
}

/** The one place that maps a status to its class; a status without a class of its own is a plain `APIError`. */
export function createAPIError(message: string, facts: APIErrorFacts, options?: ErrorOptions): APIError {
  const errorClass = facts.status >= 500 ? InternalServerError : (CLASS_OF_STATUS[facts.status] ?? APIError)
  return new errorClass(message, facts, options)
}
