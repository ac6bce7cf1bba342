import { excerpt, readErrorBody } from './errors/error-body.ts'
import { redactDeep, type Redact } from './errors/redact.ts'
import { asRecord, parseJson } from './json.ts'
import { BadEventError, type ServerSentEvent } from './server-sent-events.ts'
import type { WireChunk } from './wire-types.ts'

/** Reads the chunk that an event holds. A {@link BadEventError} tells what it holds instead. */
export function readChunk({ event, data }: ServerSentEvent, redact: Redact): WireChunk {
  const chunk = parseJson(data)
  const { choices, error } = asRecord(chunk)
  const isError = event === 'error' || error != null
  if (Array.isArray(choices) && choices.every(isObject) && !isError) return chunk as WireChunk

  const quote = excerpt(redact(data))
  const { code, message } = readErrorBody(redactDeep(chunk ?? data, redact))
  if (isError) throw new BadEventError(message ?? `an event is an error: ${quote}`, code)
  if (chunk === undefined) throw new BadEventError(`an event is no JSON: ${quote}`)
  if (!isObject(chunk) || choices != null) throw new BadEventError(`an event is no chunk: ${quote}`)
  if (message !== undefined) throw new BadEventError(message, code)
  return chunk
}

/** Whether a chunk brings what its reader waits for: not its role alone, and not an empty text to keep alive. */
export function bearsContent({ choices, usage }: WireChunk): boolean {
  if (!choices?.length) return usage != null
  return choices.some(({ delta, finish_reason: finishReason }) => {
    const entries = Object.entries(delta ?? {})
    return Boolean(finishReason) || entries.some(([key, value]) => key !== 'role' && value != null && value !== '')
  })
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
