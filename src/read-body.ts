import type { Call } from './call.ts'
import { reasonOf } from './errors/redact.ts'

/**
 * The bytes of an answer, a read at a time, and undefined at its end. Throws the reason of the call's signal, else what
 * the connection throws. The idle budget passes only while a read waits. Leaving the loop cancels the body.
 */
export async function* readBody({ body }: Response, call: Call): AsyncGenerator<Uint8Array | undefined, void> {
  const reader = body?.getReader()
  // An injected fetch's body may not look at the signal by itself.
  const cancel = () => void reader?.cancel().catch(() => undefined)
  call.signal.addEventListener('abort', cancel)
  call.idleBudget.reset()
  try {
    for (;;) {
      call.signal.throwIfAborted()
      call.idleBudget.run()
      const result = await reader?.read()
      call.idleBudget.pause()
      call.signal.throwIfAborted()
      yield result?.value
      if (!result?.value) return
    }
  } catch (error) {
    call.signal.throwIfAborted()
    if (!reasonOf(error).kind.includes('BODY_TIMEOUT')) throw error
    throw call.timeoutError('idle', 'fetch gave up', { cause: error })
  } finally {
    call.idleBudget.pause()
    call.signal.removeEventListener('abort', cancel)
    // Not awaited: the cancel of a clone waits for its twin.
    cancel()
    reader?.releaseLock()
  }
}

/** All text of an answer, or as much of it as goes just beyond `limit` characters. */
export async function readText(response: Response, limit: number, call: Call): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const bytes of readBody(response, call)) {
    text += decoder.decode(bytes, { stream: bytes !== undefined })
    if (text.length > limit) break
  }
  return text
}
