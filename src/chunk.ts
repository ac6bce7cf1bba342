import { excerpt, readErrorBody } from './errors/error-body.ts'
import { redactDeep, type Redact } from './errors/redact.ts'
import { isObject, parseJson } from './json.ts'
import type { Fail, ServerSentEvent } from './server-sent-events.ts'
import type { WireChunk } from './wire-types.ts'

/** Reads the chunk that an event holds, with choices in any case, or fails with what it holds instead. */
export function readChunk({ event, data }: ServerSentEvent, redact: Redact, fail: Fail): WireChunk {
  const chunk = parseJson(data)
  const { choices, error } = (chunk ?? {}) as Record<'choices' | 'error', unknown>
  const isError = event === 'error' || error != null
  if (Array.isArray(choices) && choices.every(isObject) && !isError) return chunk as WireChunk

  const quote = excerpt(redact(data))
  const { code, message } = readErrorBody(redactDeep(chunk ?? data, redact))
  if (isError) throw fail(message ?? `an event is an error: ${quote}`, code)
  if (chunk === undefined) throw fail(`an event is no JSON: ${quote}`)
  if (!isObject(chunk) || choices != null) throw fail(`an event is no chunk: ${quote}`)
  if (message !== undefined) throw fail(message, code)
  return { ...chunk, choices: [] }
}

/** The error of a stream that ended too early; its plain text may tell why. */
export function endedEarly(strayText: string, redact: Redact, fail: Fail): Error {
  const { code, message } = readErrorBody(redactDeep(parseJson(strayText) ?? strayText, redact))
  return fail(`the stream ended before its completion did${message ? `: ${message}` : ''}`, code)
}

/** Whether a chunk brings what its reader waits for: not its role alone, and not an empty text to keep alive. */
export function bearsContent({ choices, usage }: WireChunk): boolean {
  if (!choices?.length) return usage != null
  return choices.some(({ delta, finish_reason: finishReason }) => {
    if (finishReason) return true
    for (const key in delta) if (key !== 'role' && (delta[key] ?? '') !== '') return true
    return false
  })
}
