import { createCountdown, type Clock, type Countdown } from './clock.ts'
import { APITimeoutError, type Budget } from './errors/broken-off-errors.ts'
import type { ErrorFacts } from './errors/doubao-error.ts'
import type { Redact } from './errors/redact.ts'
import type { CallEvent, Notify } from './hooks.ts'

/** The limits of a call, all of them filled in. Times are milliseconds. */
export type CallLimits = Record<'timeout' | 'idleTimeout' | 'totalTimeout' | 'maxRetries' | 'maxEventSize', number>

/** What a call needs of its client. */
export interface CallContext {
  limits: CallLimits
  notify: Notify
  clock: Clock
  /** Takes the API key out of whatever a gateway says. */
  redact: Redact
}

/** One call, from its beginning to its end: what may stop it, and what is known of it so far. */
export interface Call extends CallContext {
  /** Aborted with the caller's own reason, or with an {@link APITimeoutError}. */
  signal: AbortSignal
  headersBudget: Countdown
  idleBudget: Countdown
  facts: ErrorFacts
  timings: { toHeaders?: number; toFirstContent?: number }
  /** Of a stream: the completion so far. */
  partial: () => unknown
  elapsed: () => number
  event: () => CallEvent
  /** Rejects with the signal's reason. */
  aborted: Promise<never>
  timeoutError: (budget: Budget, message: string, options?: ErrorOptions) => APITimeoutError
  /** Stops the total budget, and lets go of the caller's signal. */
  end: () => void
}

/** Begins a call: from here on its total budget runs, and its caller's signal counts. */
export function startCall(model: string, context: CallContext, callerSignal: AbortSignal | undefined): Call {
  const { clock, limits } = context
  const controller = new AbortController()
  const { signal } = controller
  const aborted = new Promise<never>((_, reject) => {
    signal.onabort = () => {
      reject(signal.reason as Error)
    }
  })
  const onAbort = () => {
    controller.abort(callerSignal?.reason)
  }
  callerSignal?.addEventListener('abort', onAbort)
  if (callerSignal?.aborted) onAbort()

  const startedAt = clock.now()
  const elapsed = () => clock.now() - startedAt
  const budget = (name: Budget, option: 'timeout' | 'idleTimeout' | 'totalTimeout', words: string) =>
    createCountdown(clock, limits[option], () => {
      controller.abort(call.timeoutError(name, `${words} ${String(limits[option])} ms (${option})`))
    })
  const totalBudget = budget('total', 'totalTimeout', 'not complete after')
  const call: Call = {
    ...context,
    signal,
    aborted,
    headersBudget: budget('headers', 'timeout', 'no answer began within'),
    idleBudget: budget('idle', 'idleTimeout', 'no content for'),
    facts: { attempts: 0 },
    timings: {},
    partial: () => undefined,
    elapsed,
    event: () => {
      const { attempts: attempt, requestId } = call.facts
      return { model, attempt, requestId, timings: { ...call.timings, total: elapsed() } }
    },
    timeoutError: (name, message, options) => {
      const facts = { ...call.facts, budget: name, partial: call.partial() }
      return new APITimeoutError(message, facts, options)
    },
    end: () => {
      callerSignal?.removeEventListener('abort', onAbort)
      totalBudget.pause()
    },
  }
  totalBudget.run()
  aborted.catch(call.end)
  return call
}
