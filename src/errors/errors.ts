/** What is known of every failed call. */
export interface ErrorFacts {
  /** How many requests the call sent. */
  attempts: number
  /** The gateway's id of the last request, from its headers or from its message. */
  requestId?: string | undefined
  /** Whether the client sends such a request again by itself, as often as `maxRetries` allows. */
  isRetryable?: boolean
}

/** Base of all errors but a `TypeError` for wrong use and the caller's abort reason. `instanceof` works across copies. */
export class DoubaoError extends Error implements ErrorFacts {
  static readonly kind: string = 'doubao-client.DoubaoError'
  declare readonly attempts: number
  declare readonly requestId: string | undefined
  declare readonly isRetryable: boolean

  constructor(message: string, facts: ErrorFacts, options?: ErrorOptions) {
    super(message, options)
    const [, name] = (this.constructor as typeof DoubaoError).kind.split('.')
    Object.assign(this, { name, requestId: undefined, isRetryable: false }, facts)
  }

  static override [Symbol.hasInstance](this: typeof DoubaoError, value: unknown): boolean {
    const kind = Object.hasOwn(this, 'kind') && this.kind
    for (let link: unknown = value && Object.getPrototypeOf(value); link; link = Object.getPrototypeOf(link)) {
      const { constructor: itsClass } = link as Partial<Record<'constructor', Partial<typeof DoubaoError>>>
      if (link === this.prototype || (kind && itsClass?.kind === kind)) return true
    }
    return false
  }
}

/** What ran out: the time to an answer's headers, between two pieces of content, or for all. */
export type Budget = 'headers' | 'idle' | 'total'

/** No answer came, or its body broke off; `cause` tells why. The gateway may have billed the request all the same. */
export class APIConnectionError extends DoubaoError {
  static override readonly kind = 'doubao-client.APIConnectionError'
  declare readonly name: 'APIConnectionError'
}

/** A budget of the call ran out. It is not sent again: the gateway may still be at work, and bill it. */
export class APITimeoutError extends DoubaoError {
  static override readonly kind = 'doubao-client.APITimeoutError'
  declare readonly name: 'APITimeoutError'
  declare readonly budget: Budget
  /** Of a stream: the completion as far as it came, undefined where no chunk did. Same shape as a whole one. */
  declare readonly partial: unknown
}

/** A stream ended early, or held something that is no chunk. `partial` is what came: a completion, or undefined. */
export class StreamError extends DoubaoError {
  static override readonly kind = 'doubao-client.StreamError'
  declare readonly name: 'StreamError'
  declare readonly partial: unknown
  /** The gateway's own code, where it sent an error within the stream. */
  declare readonly code: string | undefined
}

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

/** The gateway answered with an error status, or a redirect, which is never followed. Its own words are the message. */
export class APIError extends DoubaoError implements APIErrorFacts {
  static override readonly kind: string = 'doubao-client.APIError'
  declare readonly status: number
  declare readonly code: string | undefined
  declare readonly headers: Headers
  declare readonly body: unknown
}

/** Success, but not what was asked for: an error or a login page, no JSON, no choices, JSON for a stream. */
export class UnexpectedResponseError extends DoubaoError implements APIErrorFacts {
  static override readonly kind = 'doubao-client.UnexpectedResponseError'
  declare readonly name: 'UnexpectedResponseError'
  declare readonly status: number
  declare readonly code: string | undefined
  declare readonly headers: Headers
  declare readonly body: unknown
}

const named = <Name extends string>(name: Name, ...statuses: number[]) =>
  class extends APIError {
    static override readonly kind = `doubao-client.${name}`
    static readonly statuses = statuses
    declare readonly name: Name
  }

/** 400, 413 or 422: the request is wrong and would be wrong again. */
export class BadRequestError extends named('BadRequestError', 400, 413, 422) {}
/** 401: the API key is missing or invalid. */
export class AuthenticationError extends named('AuthenticationError', 401) {}
/** 402 or 403: the key is valid but may not do this, or the account has nothing left to pay with. */
export class PermissionDeniedError extends named('PermissionDeniedError', 402, 403) {}
/** 404: no such model, endpoint or path. */
export class NotFoundError extends named('NotFoundError', 404) {}
/** 429: too many requests or tokens, or an exhausted quota; `code` tells which. */
export class RateLimitError extends named('RateLimitError', 429) {}
/** 5xx: the gateway or the model behind it failed. */
export class InternalServerError extends named('InternalServerError') {}

const CLASSES = [BadRequestError, AuthenticationError, PermissionDeniedError, NotFoundError, RateLimitError]
// A user's class inherits its kind; these have it as their own.
for (const one of [...CLASSES, InternalServerError]) Object.defineProperty(one, 'kind', { value: one.kind })

/** The one place that maps a status to its class; a status without a class of its own is a plain `APIError`. */
export function createAPIError(message: string, facts: APIErrorFacts, options?: ErrorOptions): APIError {
  const known = CLASSES.find(({ statuses }) => statuses.includes(facts.status)) ?? APIError
  return new (facts.status >= 500 ? InternalServerError : known)(message, facts, options)
}
