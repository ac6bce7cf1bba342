import type { Call } from './call.ts'
import { APIConnectionError, APITimeoutError, createAPIError } from './errors/errors.ts'
import { UnexpectedResponseError, type APIErrorFacts } from './errors/errors.ts'
import { excerpt, readErrorBody, readRequestId } from './errors/error-body.ts'
import { redactDeep, redactThrown } from './errors/redact.ts'
import { asRecord, isObject, parseJson } from './json.ts'
import { readText } from './read-body.ts'
import type { WireCompletion } from './wire-types.ts'

/** Throws the error class that stands for a status which is no success. Its body may break off, or never come. */
export async function throwForStatus(response: Response, call: Call): Promise<void> {
  if (response.ok) return
  let body: unknown
  let options: ErrorOptions | undefined
  try {
    const text = await readText(response, 1_000_000, call)
    body = parseJson(text) ?? text
  } catch (cause) {
    if (call.signal.aborted && !(cause instanceof APITimeoutError)) throw cause
    options = { cause: redactThrown(cause, call.redact) }
  }
  const facts = factsOf(response, body, call)
  const { status, code = '' } = facts
  // No exhausted quota, such as Doubao's `QuotaExceeded.…` or OpenAI's `insufficient_quota`.
  const isRetryable = status === 429 ? !/quota/i.test(code) : [408, 409].includes(status) || status >= 500
  throw createAPIError(call.redact(describe(response, facts)), { ...facts, isRetryable }, options)
}

/** Reads a JSON answer and makes sure that it is a completion: at least one choice, and a message in each. */
export async function unwrapCompletion(response: Response, call: Call): Promise<WireCompletion> {
  const text = await readAnswer(response, call)
  const body = parseJson(text)
  const { choices } = asRecord(body)
  const isCompletion = Array.isArray(choices) && choices.every((choice) => isObject(asRecord(choice)['message']))
  if (isCompletion && choices.length > 0) return body as WireCompletion
  if (body === undefined) throw unexpected('is no JSON', response, text, call)
  throw unexpected('is no completion', response, body, call)
}

/** Makes sure that an answer may be a stream of events. Only what is called JSON or HTML is taken at its word. */
export async function checkEventStream(response: Response, call: Call): Promise<void> {
  if (response.body && !/json|html/i.test(response.headers.get('content-type') ?? '')) return
  const text = await readAnswer(response, call)
  throw unexpected('is no event stream', response, parseJson(text) ?? text, call)
}

async function readAnswer(response: Response, call: Call): Promise<string> {
  const limit = call.limits.maxEventSize
  const text = await readText(response, limit, call).catch((error: unknown) => {
    if (call.signal.aborted || error instanceof APITimeoutError) throw error
    throw new APIConnectionError('the answer broke off', call.facts, { cause: redactThrown(error, call.redact) })
  })
  if (text.length <= limit) return text
  throw unexpected(`is longer than ${String(limit)} characters (maxEventSize)`, response, undefined, call)
}

function unexpected(what: string, response: Response, body: unknown, call: Call): UnexpectedResponseError {
  const facts = factsOf(response, body, call)
  const words = excerpt(readErrorBody(facts.body).message ?? '')
  return new UnexpectedResponseError(`the answer ${what}${words && `: ${words}`}`, facts)
}

/** A gateway may quote the key that it refuses, so nothing of its answer is kept as it came. */
function factsOf(response: Response, rawBody: unknown, { redact, facts: { attempts } }: Call): APIErrorFacts {
  const headers = new Headers([...response.headers].map(([name, value]) => [name, redact(value)]))
  const body = redactDeep(rawBody, redact)
  const { code, message } = readErrorBody(body)
  return { attempts, status: response.status, code, requestId: readRequestId(headers, message), headers, body }
}

/** The gateway's own words, but for a redirect: its body is a page for browsers. */
function describe({ type, statusText }: Response, { status, headers, body }: APIErrorFacts): string {
  const isRedirect = type === 'opaqueredirect' || (status >= 300 && status < 400)
  if (!isRedirect) return readErrorBody(body).message ?? `status ${String(status)} ${statusText}`.trimEnd()
  return `a redirect to ${headers.get('location') ?? 'somewhere'}, not followed`
}
