import type { Call } from './call.ts'
import { APIConnectionError } from './errors/api-connection-error.ts'
import { APIError } from './errors/api-error.ts'
import { DoubaoError } from './errors/doubao-error.ts'
import { readRequestId } from './errors/error-body.ts'
import { codeOfCause, redactThrown } from './errors/redact.ts'
import type { Operation, OperationRequest } from './operations.ts'
import { retryDelay } from './retry.ts'
import { throwForStatus } from './unwrap.ts'

/** What a call sends, each time it sends it. */
export type Outgoing = Pick<OperationRequest, 'body' | 'headers'>

/**
 * Sends a request until an answer with a success status begins, and leaves its body unread: from then on nothing is
 * sent again. What is retryable before that is sent again, `maxRetries` times at most.
 */
export async function send(operation: Operation, outgoing: Outgoing, call: Call): Promise<Response> {
  const { signal, facts, limits, clock } = call
  for (;;) {
    signal.throwIfAborted()
    facts.attempts += 1
    try {
      const response = await receiveHeaders(operation, outgoing, call)
      await throwForStatus(response, call)
      return response
    } catch (error) {
      const mayRetry = error instanceof DoubaoError && error.isRetryable && facts.attempts <= limits.maxRetries
      if (!mayRetry || signal.aborted) throw error
      const delay = retryDelay(facts.attempts, error instanceof APIError ? error.headers : undefined, clock)
      call.notify('onRetry', { ...call.event(), error, delay })
      await wait(delay, call)
    }
  }
}

/** One request, up to the headers of its answer. */
async function receiveHeaders(operation: Operation, outgoing: Outgoing, call: Call): Promise<Response> {
  const { signal, facts } = call
  let host: string | undefined
  const onRequest = ({ url }: Request) => {
    host = new URL(url).host
    call.notify('onRequest', { ...call.event(), url })
  }
  call.headersBudget.reset()
  call.headersBudget.run()
  try {
    const answering = operation({ ...outgoing, signal, onRequest })
    // An injected fetch may not look at the signal: what it brings after the abort is let go.
    answering.then(({ body }) => (signal.aborted ? body?.cancel() : undefined)).catch(() => undefined)
    const response = await Promise.race([answering, call.aborted])
    const requestId = readRequestId(response.headers)
    facts.requestId = requestId && call.redact(requestId)
    call.timings.toHeaders = call.elapsed()
    call.notify('onResponse', { ...call.event(), status: response.status })
    return response
  } catch (error) {
    signal.throwIfAborted()
    // Nothing was sent: the caller's body or headers cannot be.
    throw host === undefined ? error : connectionError(error, host, call)
  } finally {
    call.headersBudget.pause()
  }
}

function connectionError(thrown: unknown, host: string, call: Call): DoubaoError {
  const cause = redactThrown(thrown, call.redact)
  const code = codeOfCause(cause)
  const options = { cause }
  if (code === 'UND_ERR_HEADERS_TIMEOUT') {
    return call.timeoutError('headers', 'no answer began within the time that fetch itself allows', options)
  }
  // Node's codes for an answer that began, and was no HTTP. Of any other error no byte of an answer is known.
  const hasBegun = /^(HPE_|UND_ERR_HEADERS_OVERFLOW)/.test(code)
  const facts = { ...call.facts, requestId: undefined, isRetryable: !hasBegun }
  return new APIConnectionError(`no answer from ${host}: ${reasonOf(cause)}`, facts, options)
}

/** `fetch` says only "fetch failed"; what it says of the reason stands in the cause. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error && error.cause.message ? error.cause.message : error.message
}

/** Keeps the process alive: nothing else would, until the next request. */
async function wait(milliseconds: number, { clock, aborted }: Call): Promise<void> {
  let stop: (() => void) | undefined
  const timer = new Promise<void>((resolve) => (stop = clock.setTimer(resolve, milliseconds, true)))
  await Promise.race([timer, aborted]).finally(() => stop?.())
}
