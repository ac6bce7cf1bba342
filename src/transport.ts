import { APIConnectionError } from './errors/api-connection-error.ts'
import { redactThrown, type Redact } from './errors/redact.ts'
import type { Operation, OperationRequest } from './operations.ts'

/** The gateway's answer. The body of a successful one is unread, the body of another is in `errorBody`. */
export interface Answer {
  response: Response
  /** Parsed where it is JSON, else text; an `Error` where reading it failed. */
  errorBody: unknown
}

/**
 * Sends one request and waits for the answer's headers. An abort throws the caller's own reason, and whatever keeps
 * an answer from coming is an {@link APIConnectionError}. Any answered status is an answer.
 */
export async function send(operation: Operation, request: OperationRequest, redact: Redact): Promise<Answer> {
  const { signal } = request
  signal?.throwIfAborted()
  const { request: sent, response, error } = await operation(request)
  signal?.throwIfAborted()
  if (response) return { response, errorBody: error }
  // Nothing was sent: the caller's body or headers cannot be.
  if (!sent) throw error
  const cause = redactThrown(error, redact)
  throw new APIConnectionError(`no answer from ${new URL(sent.url).host}: ${reasonOf(cause)}`, { cause })
}

/** `fetch` says only "fetch failed"; what it says of the reason stands in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message
}
