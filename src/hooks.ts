import type { DoubaoError } from './errors/errors.ts'

/** What every hook is told: no header, no body, no key. Times are milliseconds since the call began. */
export interface CallEvent {
  model: string
  /** How many requests the call has sent. */
  attempt: number
  /** The gateway's id of the last request, once its headers came. */
  requestId: string | undefined
  /** To the last answer's headers, to a stream's first content, and until now. */
  timings: { toHeaders?: number; toFirstContent?: number; total: number }
}
/** How a stream ended, and how much came of it, after decompression. */
export type StreamEnd = Record<'events' | 'bytes', number> & { outcome: 'complete' | 'failed' | 'left' }
type Hook<Facts> = ((event: CallEvent & Facts) => void) | undefined

/** Called as things happen. Nothing waits for a hook, and what it throws reaches the logger alone, not the call. */
export interface Hooks {
  /** A request is about to be sent. */
  onRequest?: Hook<{ url: string }>
  /** A request failed, and is sent again after `delay` milliseconds. */
  onRetry?: Hook<{ error: DoubaoError; delay: number }>
  /** An answer's headers came. */
  onResponse?: Hook<{ status: number }>
  /** The call or its stream failed, or was aborted: `error` is what the caller gets. */
  onError?: Hook<{ error: unknown }>
  /** The loop over a stream is over. */
  onStreamEnd?: Hook<StreamEnd>
}
/** Something of `console`'s shape. Gets the name and the event of each hook. */
export type Logger = Record<'debug' | 'warn' | 'error', (message: string, event: unknown) => unknown>
/** Tells a hook and the logger, where there is one. Never throws. */
export type Notify = <Name extends keyof Hooks>(name: Name, event: Parameters<NonNullable<Hooks[Name]>>[0]) => void

/** Binds hooks and logger. Retries are warnings, failures errors, all else is for debugging. */
export function createNotify(hooks: Hooks, logger: Logger | undefined): Notify {
  const tell = async (name: keyof Hooks, event: unknown): Promise<void> => {
    try {
      // Name and event belong together by the type of Notify. A hook may be async, whatever its type says.
      await (hooks[name] as ((event: unknown) => unknown) | undefined)?.(event)
    } catch (error) {
      await logger?.error(`doubao-client ${name} threw`, error)
    }
    const level = name === 'onRetry' ? 'warn' : name === 'onError' ? 'error' : 'debug'
    await logger?.[level](`doubao-client ${name}`, event)
  }
  return (name, event) => {
    if (logger ?? hooks[name]) tell(name, event).catch(() => undefined)
  }
}
