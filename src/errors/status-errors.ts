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

const CLASSES: [typeof APIError, number[]][] = [
  [BadRequestError, [400, 413, 422]],
  [AuthenticationError, [401]],
  [PermissionDeniedError, [402, 403]],
  [NotFoundError, [404]],
  [RateLimitError, [429]],
  [InternalServerError, []],
]
// A user's class inherits its kind; these have it as their own.
for (const [errorClass] of CLASSES) Object.defineProperty(errorClass, 'kind', { value: errorClass.kind })

/** The one place that maps a status to its class; a status without a class of its own is a plain `APIError`. */
export function createAPIError(message: string, facts: APIErrorFacts, options?: ErrorOptions): APIError {
  const known = CLASSES.find(([, statuses]) => statuses.includes(facts.status))?.[0] ?? APIError
  return new (facts.status >= 500 ? InternalServerError : known)(message, facts, options)
}
