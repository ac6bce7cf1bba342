// Six exported classes in one file: they differ in nothing but their name, and the function below tells them apart.
import type { APIErrorFacts } from './answer-error.ts'
import { APIError } from './api-error.ts'

/** 400, 413 or 422: the request is wrong and would be wrong again. */
export class BadRequestError extends APIError {
  override name = 'BadRequestError' as const
}

/** 401: the API key is missing or invalid. */
export class AuthenticationError extends APIError {
  override name = 'AuthenticationError' as const
}

/** 402 or 403: the key is valid but may not do this, or the account has nothing left to pay with. */
export class PermissionDeniedError extends APIError {
  override name = 'PermissionDeniedError' as const
}

/** 404: no such model, endpoint or path. */
export class NotFoundError extends APIError {
  override name = 'NotFoundError' as const
}

/** 429: too many requests or tokens, or an exhausted quota; `code` tells which. */
export class RateLimitError extends APIError {
  override name = 'RateLimitError' as const
}

/** 5xx: the gateway or the model behind it failed. */
export class InternalServerError extends APIError {
  override name = 'InternalServerError' as const
}

/** The one place that maps a status to its class; a status without a class of its own is a plain `APIError`. */
export function createAPIError(message: string, facts: APIErrorFacts, options?: ErrorOptions): APIError {
  return new (classOf(facts.status))(message, facts, options)
}

function classOf(status: number): typeof APIError {
  if (status >= 500) return InternalServerError
  switch (status) {
    case 400:
    case 413:
    case 422:
      return BadRequestError
    case 401:
      return AuthenticationError
    case 402:
    case 403:
      return PermissionDeniedError
    case 404:
      return NotFoundError
    case 429:
      return RateLimitError
    default:
      return APIError
  }
}
