import type { Call } from './call.ts'
import { createDecode } from './decode.ts'
import { reasonOf } from './errors/redact.ts'

/** Bytes, a read at a time, and undefined at the end. After `pause` no idle time passes until the next read. */
export type BodyReader = AsyncIterableIterator<Uint8Array | undefined, void> & { pause: (hasContent: boolean) => void }

/** Reads an answer. The idle budget passes while a read waits: one timer looks, at its end, how much of it is left. */
export function readBody({ body }: Response, call: Call): BodyReader {
  const { signal, clock, limits } = call
  const reader = body?.getReader()
  let left = limits.idleTimeout
  let waitsSince: number | undefined
  let isOver = false
  let stopIdle: (() => void) | undefined
  const leftNow = () => left - (waitsSince === undefined ? 0 : clock.now() - waitsSince)
  const close = () => {
    isOver = true
    stopIdle?.()
    // Not awaited: the cancel of a clone waits for its twin.
    reader?.cancel().catch(() => undefined)
    reader?.releaseLock()
    return Promise.resolve({ done: true, value: undefined } as const)
  }
  // An injected fetch's body may not look at the signal by itself.
  call.aborted.catch(close)
  const next = async () => {
    try {
      waitsSince ??= clock.now()
      stopIdle ??= call.startBudget('idle', leftNow)
      const value = isOver ? undefined : (await reader?.read())?.value
      signal.throwIfAborted()
      if (isOver) return { done: true, value: undefined } as const
      if (!value) void close()
      return { done: false, value } as const
    } catch (error) {
      void close()
      signal.throwIfAborted()
      if (!reasonOf(error).kind.includes('BODY_TIMEOUT')) throw error
      throw call.timeoutError('idle', 'fetch gave up', { cause: error })
    }
  }
  const pause = (hasContent: boolean) => {
    left = hasContent ? limits.idleTimeout : leftNow()
    waitsSince = undefined
  }
  const reading: BodyReader = { next, return: close, pause, [Symbol.asyncIterator]: () => reading }
  return reading
}

/** All text of an answer, or as much of it as goes just beyond `limit` characters. */
export async function readText(response: Response, limit: number, call: Call): Promise<string> {
  const decode = createDecode()
  let text = ''
  for await (const bytes of readBody(response, call)) {
    text += decode(bytes)
    if (text.length > limit) break
  }
  return text
}
