import type { Call } from './call.ts'
import { createDecode } from './decode.ts'
import { reasonOf } from './errors/redact.ts'

/** The bytes of an answer, a read at a time, and undefined at its end. */
export interface BodyReader extends AsyncIterableIterator<Uint8Array | undefined, void> {
  /** Time is not counted as idle until the next read. After content the idle budget begins anew. */
  pause: (hasContent: boolean) => void
}

/** Reads an answer. The idle budget passes while a read waits. */
export function readBody({ body }: Response, call: Call): BodyReader {
  const { signal, clock, limits } = call
  const reader = body?.getReader()
  let left = limits.idleTimeout
  let waitsSince: number | undefined
  let isOver = false
  const pause = (hasContent: boolean) => {
    if (hasContent) left = limits.idleTimeout
    else if (waitsSince !== undefined) left -= clock.now() - waitsSince
    waitsSince = undefined
  }
  // One timer for all reads, which looks at its end how much there is left.
  const stopIdle = call.startBudget('idle', () => left - (waitsSince === undefined ? 0 : clock.now() - waitsSince))
  const close = () => {
    isOver = true
    stopIdle()
    // Not awaited: the cancel of a clone waits for its twin. An injected fetch's body may not look at the signal by itself.
    reader?.cancel().catch(() => undefined)
    reader?.releaseLock()
    return Promise.resolve({ done: true, value: undefined } as const)
  }
  call.aborted.catch(close)
  const next = async () => {
    try {
      signal.throwIfAborted()
      if (isOver) return { done: true, value: undefined } as const
      waitsSince ??= clock.now()
      const result = await reader?.read()
      signal.throwIfAborted()
      if (!result?.value) void close()
      return { done: false, value: result?.value } as const
    } catch (error) {
      void close()
      signal.throwIfAborted()
      if (!reasonOf(error).kind.includes('BODY_TIMEOUT')) throw error
      throw call.timeoutError('idle', 'fetch gave up', { cause: error })
    }
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
