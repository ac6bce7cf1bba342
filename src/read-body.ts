import type { Call } from './call.ts'
import { createDecode } from './decode.ts'
import { reasonOf } from './errors/redact.ts'

/**
 * The bytes of an answer, a read at a time, and undefined at its end; only of reads that `isEnough`, or that are the last.
 * Throws the reason of the call's signal, else what the connection throws. The idle budget passes only while a read waits.
 * Leaving the loop cancels the body.
 */
export async function* readBody(
  { body }: Response,
  call: Call,
  isEnough: (bytes: Uint8Array | undefined) => boolean = () => true,
): AsyncGenerator<Uint8Array | undefined, void> {
  const { signal, clock } = call
  const reader = body?.getReader()
  // An injected fetch's body may not look at the signal by itself.
  const cancel = () => void reader?.cancel().catch(() => undefined)
  let left = call.limits.idleTimeout
  let stopIdle: (() => void) | undefined
  signal.addEventListener('abort', cancel)
  try {
    for (let result; ;) {
      signal.throwIfAborted()
      if (call.hasContent) left = call.limits.idleTimeout
      call.hasContent = false
      const startedAt = clock.now()
      stopIdle = call.startBudget('idle', left)
      do {
        result = await reader?.read()
        signal.throwIfAborted()
      } while (!isEnough(result?.value) && result?.value)
      stopIdle()
      left -= clock.now() - startedAt
      yield result?.value
      if (!result?.value) return
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!reasonOf(error).kind.includes('BODY_TIMEOUT')) throw error
    throw call.timeoutError('idle', 'fetch gave up', { cause: error })
  } finally {
    stopIdle?.()
    signal.removeEventListener('abort', cancel)
    // Not awaited: the cancel of a clone waits for its twin.
    cancel()
    reader?.releaseLock()
  }
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
