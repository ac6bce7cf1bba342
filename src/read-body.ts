import type { Call } from './call.ts'
import { createDecode } from './decode.ts'
import { reasonOf } from './errors/redact.ts'

/** Bytes, a read at a time, and undefined from the end on. After `pause` no idle time passes until the next read. */
export interface BodyReader {
  read: () => Promise<Uint8Array | undefined>
  pause: (hasContent: boolean) => void
  close: () => void
}

/** Reads an answer. The idle budget passes while a read waits: one timer looks, at its end, how much of it is left. */
export function readBody({ body }: Response, call: Call): BodyReader {
  const { signal, clock, limits } = call
  let reader: ReadableStreamDefaultReader<Uint8Array> | undefined
  let left = limits.idleTimeout
  let until = Infinity // while nobody waits
  let stopIdle: (() => void) | undefined
  const onTimer = () => {
    // The next read starts a timer of what is left then.
    if (until === Infinity) stopIdle = undefined
    return until - clock.now()
  }
  const close = () => {
    stopIdle?.()
    // Not awaited: the cancel of a clone waits for its twin.
    ;(reader ?? body)?.cancel().catch(() => undefined)
    reader?.releaseLock()
  }
  // An injected fetch's body may not look at the signal by itself.
  call.aborted.catch(close)
  const read = async () => {
    try {
      signal.throwIfAborted()
      if (until === Infinity) until = clock.now() + left
      stopIdle ??= call.startBudget('idle', onTimer)
      const bytes = (await (reader ??= body?.getReader())?.read())?.value
      signal.throwIfAborted()
      return bytes
    } catch (error) {
      close()
      signal.throwIfAborted()
      if (!reasonOf(error).kind.includes('BODY_TIMEOUT')) throw error
      throw call.timeoutError('idle', 'fetch gave up', { cause: error })
    }
  }
  const pause = (hasContent: boolean) => {
    left = hasContent ? limits.idleTimeout : Math.min(left, until - clock.now())
    until = Infinity
  }
  return { read, pause, close }
}

/** All text of an answer, or as much of it as goes just beyond `limit` characters. */
export async function readText(response: Response, limit: number, call: Call): Promise<string> {
  const decode = createDecode()
  const { read, close } = readBody(response, call)
  let text = ''
  for (let bytes; text.length <= limit && (bytes = await read());) text += decode(bytes)
  close()
  return text + decode(undefined)
}
