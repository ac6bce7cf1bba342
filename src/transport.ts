import type { Call } from './call.ts'
import { APIError } from './errors/answer-errors.ts'
import { APIConnectionError } from './errors/broken-off-errors.ts'
import { DoubaoError } from './errors/doubao-error.ts'
import { readRequestId } from './errors/error-body.ts'
import { reasonOf, redactThrown } from './errors/redact.ts'
import type { Operation, OperationRequest } from './operations.ts'
import { retryDelay } from './retry.ts'
import { throwForStatus } from './unwrap.ts'

type Outgoing = Pick<OperationRequest, 'body' | 'headers'>

/** Sends a request until a success status comes, `maxRetries` + 1 times at most. Then nothing is ever sent again. */
export async function send(operation: Operation, outgoing: Outgoing, call: Call): Promise<Response> {
  const { signal, aborted, facts, limits, clock } = call
  for (;;) {
    signal.throwIfAborted()
    facts.attempts += 1
    try {
      const response = await receiveHeaders(operation, outgoing, call)
      const requestId = readRequestId(response.headers)
      facts.requestId = requestId && call.redact(requestId)
      call.timings.toHeaders = call.elapsed()
      call.tell('onResponse', { status: response.status })
      await throwForStatus(response, call)
      return response
    } catch (error) {
      const mayRetry = error instanceof DoubaoError && error.isRetryable && facts.attempts <= limits.maxRetries
      if (!mayRetry || signal.aborted) throw error
      const delay = retryDelay(facts.attempts, error instanceof APIError ? error.headers : undefined, clock)
      call.tell('onRetry', { error, delay })
      let stop: (() => void) | undefined
      // Nothing else would keep the process alive until the next request.
      const waiting = new Promise<void>((resolve) => (stop = clock.setTimer(resolve, delay, true)))
      await Promise.race([waiting, aborted]).finally(() => stop?.())
    }
  }
}

async function receiveHeaders(operation: Operation, outgoing: Outgoing, call: Call): Promise<Response> {
  const { signal } = call
  let sentTo: string | undefined
  const onRequest = ({ url }: Request) => {
    sentTo = url
    call.tell('onRequest', { url })
  }
  const stopHeaders = call.startBudget('headers')
  const answering = operation({ ...outgoing, signal, onRequest })
  try {
    return await Promise.race([answering, call.aborted])
  } catch (error) {
    // An injected fetch may not look at the signal: what it brings after the abort is let go.
    answering.then(({ body }) => body?.cancel()).catch(() => undefined)
    signal.throwIfAborted()
    // Nothing was sent: the caller's body or headers cannot be.
    throw sentTo === undefined ? error : connectionError(error, new URL(sentTo).host, call)
  } finally {
    stopHeaders()
  }
}

function connectionError(thrown: unknown, host: string, call: Call): DoubaoError {
  const options = { cause: redactThrown(thrown, call.redact) }
  const { message, kind } = reasonOf(options.cause)
  if (kind.includes('HEADERS_TIMEOUT')) return call.timeoutError('headers', 'fetch gave up', options)
  // Node's words for an answer that began and broke HTTP's rules; "false" is a cause without a code, of the same kind.
  const isRetryable = !/HTTPParser|OVERFLOW|LENGTH|false/.test(kind)
  const facts = { ...call.facts, requestId: undefined, isRetryable }
  return new APIConnectionError(call.redact(`no answer from ${host}: ${message}`), facts, options)
}
