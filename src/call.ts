import type { Clock } from './clock.ts'
import { APITimeoutError, type Budget, type ErrorFacts } from './errors/errors.ts'
import type { Redact } from './errors/redact.ts'
import type { CallEvent, Notify } from './hooks.ts'

/** The limits of a call, all of them filled in. Times are milliseconds. */
export type CallLimits = Record<'timeout' | 'idleTimeout' | 'totalTimeout' | 'maxRetries' | 'maxEventSize', number>
/** What a call needs of its client. */
export interface CallContext {
  limits: CallLimits
  notify: Notify
  clock: Clock
  redact: Redact
}

const WORDS = { headers: 'no answer began within', idle: 'no content for', total: 'not complete after' }

/** One call, from its beginning to its end: what may stop it, and what is known of it so far. */
export interface Call extends CallContext {
  /** Aborted with the caller's own reason, or with an {@link APITimeoutError}. */
  signal: AbortSignal
  aborted: Promise<never>
  facts: ErrorFacts
  timings: Omit<CallEvent['timings'], 'total'>
  partial: () => unknown
  elapsed: () => number
  event: () => CallEvent
  /** Aborts the call when the budget is over, and nothing is left of it, unless what it gives is called before. */
  startBudget: (budget: Budget, left?: () => number) => () => void
  timeoutError: (budget: Budget, message: string, options?: ErrorOptions) => APITimeoutError
  /** Stops the total budget, and lets go of the caller's signal. */
  end: () => void
}

/** Begins a call: from here on its total budget runs, and its caller's signal counts. */
export function startCall(model: string, context: CallContext, callerSignal: AbortSignal | undefined): Call {
  const { clock, limits } = context
  const controller = new AbortController()
  let reject!: (reason: Error) => void
  const aborted = new Promise<never>((_, rejectAborted) => (reject = rejectAborted))
  // Told by hand: a listener of its own signal costs a call more than the rest of this function.
  const abort = (reason: unknown) => {
    controller.abort(reason)
    reject(controller.signal.reason as Error)
  }
  const onAbort = () => abort(callerSignal?.reason)
  callerSignal?.addEventListener('abort', onAbort)
  if (callerSignal?.aborted) onAbort()
  const startedAt = clock.now()
  const elapsed = () => clock.now() - startedAt
  const event = () => {
    const { attempts: attempt, requestId } = call.facts
    return { model, attempt, requestId, timings: { ...call.timings, total: elapsed() } }
  }
  const timeoutError: Call['timeoutError'] = (budget, message, options) =>
    new APITimeoutError(message, Object.assign({ budget, partial: call.partial() }, call.facts), options)
  const startBudget: Call['startBudget'] = (budget, left) => {
    const option = budget === 'headers' ? 'timeout' : (`${budget}Timeout` as const)
    let stop: (() => void) | undefined
    const wait = (milliseconds: number) => {
      if (milliseconds <= 0) abort(timeoutError(budget, `${WORDS[budget]} ${String(limits[option])} ms (${option})`))
      // Runtimes count a timer's milliseconds in 31 bits, and fire at once beyond that.
      else if (milliseconds < 2 ** 31) stop = clock.setTimer(() => wait(left?.() ?? 0), milliseconds, false)
    }
    wait(left?.() ?? limits[option])
    return () => stop?.()
  }
  const stopTotal = startBudget('total')
  const end = () => {
    callerSignal?.removeEventListener('abort', onAbort)
    stopTotal()
  }
  aborted.catch(end)
  const state = { signal: controller.signal, aborted, facts: { attempts: 0 }, timings: {}, partial: () => undefined }
  const call: Call = { ...context, ...state, elapsed, event, startBudget, timeoutError, end }
  return call
}
