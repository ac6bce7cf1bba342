import { APIConnectionError } from './errors/api-connection-error.ts'
import type { APIErrorFacts } from './errors/answer-error.ts'
import { asRecord, excerpt, readErrorBody, readRequestId } from './errors/error-body.ts'
import { redactDeep, redactThrown, type Redact } from './errors/redact.ts'
import { createAPIError } from './errors/status-errors.ts'
import { UnexpectedResponseError } from './errors/unexpected-response-error.ts'
import type { Answer } from './transport.ts'
import type { WireCompletion } from './wire-types.ts'

const EVENT_STREAM = 'text/event-stream'

/** What a call must know to read its answer. */
export interface UnwrapContext {
  redact: Redact
  signal: AbortSignal | undefined
}

/** The answer's response where its status is a success; else the error class that stands for the status. */
export function unwrapResponse({ response, errorBody }: Answer, { redact }: UnwrapContext): Response {
  if (response.ok) return response
  const isUnread = errorBody instanceof Error
  const facts = factsOf(response, isUnread ? undefined : errorBody, redact)
  throw createAPIError(
    redact(describe(response, facts)),
    facts,
    isUnread ? { cause: redactThrown(errorBody, redact) } : undefined,
  )
}

/** Reads a JSON answer and makes sure that it is a completion: at least one choice, and a message in each. */
export async function unwrapCompletion(response: Response, context: UnwrapContext): Promise<WireCompletion> {
  const text = await readText(response, context)
  const body = parseJson(text)
  if (body === undefined) throw unexpected('the answer is no JSON', response, text, context)
  if (!isCompletion(body)) throw unexpected('the answer is no completion', response, body, context)
  return body
}

/** The body of an answer that is a stream of events. */
export async function unwrapEventStream(
  response: Response,
  context: UnwrapContext,
): Promise<ReadableStream<Uint8Array>> {
  const isEventStream = response.headers.get('content-type')?.toLowerCase().startsWith(EVENT_STREAM) ?? false
  if (isEventStream && response.body) return response.body
  const text = await readText(response, context)
  throw unexpected('the answer is no event stream', response, parseJson(text) ?? text, context)
}

async function readText(response: Response, { signal, redact }: UnwrapContext): Promise<string> {
  try {
    return await response.text()
  } catch (error) {
    signal?.throwIfAborted()
    throw new APIConnectionError('the answer broke off', { cause: redactThrown(error, redact) })
  }
}

function unexpected(
  message: string,
  response: Response,
  body: unknown,
  { redact }: UnwrapContext,
): UnexpectedResponseError {
  const facts = factsOf(response, body, redact)
  const words = readErrorBody(facts.body).message
  return new UnexpectedResponseError(words ? `${message}: ${excerpt(words)}` : message, facts)
}

/** A gateway may quote the key that it refuses, so nothing of its answer is kept as it came. */
function factsOf(response: Response, rawBody: unknown, redact: Redact): APIErrorFacts {
  const headers = new Headers([...response.headers].map(([name, value]) => [name, redact(value)]))
  const body = redactDeep(rawBody, redact)
  const { code, message } = readErrorBody(body)
  return { status: response.status, code, requestId: readRequestId(headers, message), headers, body }
}

/** The gateway's own words, but for a redirect: its body is a page for browsers. */
function describe({ type, statusText }: Response, { status, headers, body }: APIErrorFacts): string {
  const isRedirect = type === 'opaqueredirect' || (status >= 300 && status < 400)
  if (!isRedirect) return readErrorBody(body).message ?? `status ${String(status)} ${statusText}`.trimEnd()
  return `the gateway redirects to ${headers.get('location') ?? 'another address'}; redirects are not followed`
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isCompletion(body: unknown): body is WireCompletion {
  const { choices } = asRecord(body)
  if (!Array.isArray(choices) || choices.length === 0) return false
  return choices.every((choice) => {
    const { message } = asRecord(choice)
    return typeof message === 'object' && message !== null
  })
}
