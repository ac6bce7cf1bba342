import type { Call } from './call.ts'
import { APIConnectionError, APIError, DoubaoError } from './errors/errors.ts'
import { readRequestId } from './errors/error-body.ts'
import { reasonOf, redactThrown } from './errors/redact.ts'
import type { Operation, Outgoing } from './operations.ts'
import { throwForStatus } from './unwrap.ts'

/** Sends a request until a success status comes, `maxRetries` + 1 times at most. Then nothing is ever sent again. */
export async function send(operation: Operation, outgoing: Outgoing, call: Call): Promise<Response> {
  const { signal, aborted, facts, limits, clock } = call
  for (;;) {
    signal.throwIfAborted()
    facts.attempts += 1
    try {
      const response = await receiveHeaders(operation, outgoing, call)
      facts.requestId = call.redact(readRequestId(response.headers) ?? '') || undefined
      call.timings.toHeaders = call.elapsed()
      call.notify('onResponse', { ...call.event(), status: response.status })
      await throwForStatus(response, call)
      return response
    } catch (error) {
      const mayRetry = error instanceof DoubaoError && error.isRetryable && facts.attempts <= limits.maxRetries
      if (!mayRetry || signal.aborted) throw error
      const delay = retryDelay(facts.attempts, error instanceof APIError ? error.headers : undefined, call)
      call.notify('onRetry', { ...call.event(), error, delay })
      let stop!: () => void
      // Nothing else would keep the process alive until the next request.
      const waiting = new Promise<void>((resolve) => (stop = clock.setTimer(resolve, delay, true)))
      await Promise.race([waiting, aborted]).finally(stop)
    }
  }
}

async function receiveHeaders(operation: Operation, outgoing: Outgoing, call: Call): Promise<Response> {
  let sentTo: string | undefined
  const onRequest = ({ url }: Request) => call.notify('onRequest', { ...call.event(), url: (sentTo = url) })
  const stopHeaders = call.startBudget('headers')
  const answering = operation({ ...outgoing, signal: call.signal, onRequest })
  try {
    return await Promise.race([answering, call.aborted])
  } catch (error) {
    // An injected fetch may not look at the signal: what it brings after the abort is let go.
    answering.then(({ body }) => body?.cancel()).catch(() => undefined)
    call.signal.throwIfAborted()
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

/** What `retry-after-ms` or `Retry-After` says (RFC 9110, 10.2.3), up to a minute; else 0.5 s, 1 s … 8 s less chance. */
function retryDelay(attempt: number, headers: Headers | undefined, { clock: { now, random } }: Call): number {
  const [exact = '', told = ''] = ['retry-after-ms', 'retry-after'].map((name) => headers?.get(name) ?? '')
  const wait = [parseFloat(exact), parseFloat(told) * 1_000, Date.parse(told) - now()].find((ms) => !Number.isNaN(ms))
  if (wait !== undefined) return Math.min(Math.max(0, wait), 60_000)
  return Math.min(250 * 2 ** attempt, 8_000) * (1 - random() / 2)
}
