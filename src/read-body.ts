import type { Call } from './call.ts'
import { createDecode } from './decode.ts'
import { reasonOf } from './errors/redact.ts'

/** The bytes of an answer, a read at a time, and undefined at its end. The idle budget passes while a read waits. */
export async function* readBody({ body }: Response, call: Call): AsyncGenerator<Uint8Array | undefined, void> {
  const { signal, clock } = call
  const reader = body?.getReader()
  // An injected fetch's body may not look at the signal by itself.
  const cancel = () => void reader?.cancel().catch(() => undefined)
  call.aborted.catch(cancel)
  let left = call.limits.idleTimeout
  let stopIdle: (() => void) | undefined
  try {
    for (;;) {
      signal.throwIfAborted()
      if (call.hasContent) left = call.limits.idleTimeout
      call.hasContent = false
      const startedAt = clock.now()
      stopIdle = call.startBudget('idle', left)
      const result = await reader?.read()
      stopIdle()
      left -= clock.now() - startedAt
      signal.throwIfAborted()
      yield result?.value
      if (!result?.value) return
    }
  } catch (error) {
    signal.throwIfAborted()
    if (!reasonOf(error).kind.includes('BODY_TIMEOUT')) throw error
    throw call.timeoutError('idle', 'fetch gave up', { cause: error })
  } finally {
    stopIdle?.()
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
