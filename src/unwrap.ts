import type { Call } from './call.ts'
import type { APIErrorFacts } from './errors/answer-error.ts'
import { APIConnectionError } from './errors/api-connection-error.ts'
import { APITimeoutError } from './errors/api-timeout-error.ts'
import { excerpt, readErrorBody, readRequestId } from './errors/error-body.ts'
import { redactDeep, redactThrown } from './errors/redact.ts'
import { createAPIError } from './errors/status-errors.ts'
import { UnexpectedResponseError } from './errors/unexpected-response-error.ts'
import { asRecord, parseJson } from './json.ts'
import { readText } from './read-body.ts'
import { isRetryableStatus } from './retry.ts'
import type { WireCompletion } from './wire-types.ts'

/** Characters that an error's words are worth. */
const MAX_ERROR_BODY = 1_000_000

/** Throws the error class that stands for a status which is no success. Its body may break off, or never come. */
export async function throwForStatus(response: Response, call: Call): Promise<void> {
  if (response.ok) return
  let body: unknown
  let options: ErrorOptions | undefined
  try {
    const text = await readText(response, MAX_ERROR_BODY, call)
    body = parseJson(text) ?? text
  } catch (cause) {
    if (call.signal.aborted && !(cause instanceof APITimeoutError)) throw cause
    options = { cause: redactThrown(cause, call.redact) }
  }
  const facts = factsOf(response, body, call)
  const isRetryable = isRetryableStatus(response.status, facts.code)
  throw createAPIError(call.redact(describe(response, facts)), { ...facts, isRetryable }, options)
}

/** Reads a JSON answer and makes sure that it is a completion: at least one choice, and a message in each. */
export async function unwrapCompletion(response: Response, call: Call): Promise<WireCompletion> {
  const text = await readAnswer(response, call)
  const body = parseJson(text)
  if (body === undefined) throw unexpected('the answer is no JSON', response, text, call)
  if (!isCompletion(body)) throw unexpected('the answer is no completion', response, body, call)
  return body
}

/**
 * Makes sure that an answer is a stream of events, by its media type. Some gateways state another one, or none; only
 * what is called JSON or HTML is taken at its word.
 */
export async function checkEventStream(response: Response, call: Call): Promise<void> {
  const isOther = /json|html/i.test(response.headers.get('content-type') ?? '')
  if (response.body && !isOther) return
  const text = await readAnswer(response, call)
  throw unexpected('the answer is no event stream', response, parseJson(text) ?? text, call)
}

async function readAnswer(response: Response, call: Call): Promise<string> {
  const limit = call.limits.maxEventSize
  const text = await readText(response, limit, call).catch((error: unknown) => {
    if (call.signal.aborted || error instanceof APITimeoutError) throw error
    throw new APIConnectionError('the answer broke off', call.facts, { cause: redactThrown(error, call.redact) })
  })
  if (text.length <= limit) return text
  const message = `the answer is longer than ${String(limit)} characters (maxEventSize)`
  throw unexpected(message, response, undefined, call)
}

function unexpected(message: string, response: Response, body: unknown, call: Call): UnexpectedResponseError {
  const facts = factsOf(response, body, call)
  const words = readErrorBody(facts.body).message
  return new UnexpectedResponseError(words ? `${message}: ${excerpt(words)}` : message, facts)
}

/** A gateway may quote the key that it refuses, so nothing of its answer is kept as it came. */
function factsOf(response: Response, rawBody: unknown, { redact, facts }: Call): APIErrorFacts {
  const headers = new Headers([...response.headers].map(([name, value]) => [name, redact(value)]))
  const body = redactDeep(rawBody, redact)
  const { code, message } = readErrorBody(body)
  const requestId = readRequestId(headers, message)
  return { attempts: facts.attempts, status: response.status, code, requestId, headers, body }
}

/** The gateway's own words, but for a redirect: its body is a page for browsers. */
function describe({ type, statusText }: Response, { status, headers, body }: APIErrorFacts): string {
  const isRedirect = type === 'opaqueredirect' || (status >= 300 && status < 400)
  if (!isRedirect) return readErrorBody(body).message ?? `status ${String(status)} ${statusText}`.trimEnd()
  return `the gateway redirects to ${headers.get('location') ?? 'another address'}; redirects are not followed`
}

function isCompletion(body: unknown): body is WireCompletion {
  const { choices } = asRecord(body)
  if (!Array.isArray(choices) || choices.length === 0) return false
  return choices.every((choice) => {
    const { message } = asRecord(choice)
    return typeof message === 'object' && message !== null
  })
}
