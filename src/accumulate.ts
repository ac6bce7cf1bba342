import { asRecord } from './json.ts'
import type { WireChunk, WireCompletion } from './wire-types.ts'

/** Adds up the chunks of one stream. It is finished when there was a choice, and each has its `finish_reason`. */
export interface Accumulator {
  add: (chunk: WireChunk) => void
  /** The completion so far; undefined before the first choice. Later chunks do not change it. */
  completion: () => WireCompletion | undefined
  isFinished: () => boolean
}

type Open = Record<string, unknown>

// What arrives in fragments: texts, objects, and lists whose items tell their index.
const APPENDED = ['content', 'reasoning_content', 'refusal', 'arguments']
const MERGED = ['delta', 'function']
const INDEXED = ['choices', 'tool_calls']

/** Choices may interleave; tool calls may come whole or in fragments. */
export function createAccumulator(): Accumulator {
  let sum: Open = {}
  const choices = () => Object.values(asRecord(sum['choices'])).map(asRecord)
  return {
    add: (chunk) => (sum = join(sum, chunk)),
    completion: () => {
      const whole: Open = { ...sum, object: 'chat.completion', choices: choices().map(closeChoice) }
      // What is typed was put together here; all else is kept, whatever it holds.
      return choices().length > 0 ? (whole as WireCompletion) : undefined
    },
    isFinished: () => choices().length > 0 && choices().every((choice) => choice['finish_reason']),
  }
}

/** Of a key that does not arrive in fragments the last value that tells something counts: not null, and not "". */
function join(known: Open, latest: object): Open {
  // No plain object: a gateway may call a key `__proto__`.
  const sum = new Map(Object.entries(known))
  for (const [key, value] of Object.entries(latest) as [string, unknown][]) {
    const before = sum.get(key)
    if ((value ?? '') === '' && sum.has(key)) continue
    if (APPENDED.includes(key) && typeof before === 'string') sum.set(key, before + String(value))
    else if (MERGED.includes(key)) sum.set(key, join(asRecord(before), asRecord(value)))
    else if (INDEXED.includes(key)) sum.set(key, joinItems(asRecord(before), Object.values(asRecord(value))))
    else sum.set(key, value)
  }
  return Object.fromEntries(sum)
}

/** Items by their index, in whose order an object keeps them. */
function joinItems(sum: Open, items: unknown[]): Open {
  for (const [position, item] of items.map(asRecord).entries()) {
    const index = Number(item['index'] ?? position)
    sum[index] = join(asRecord(sum[index]), { ...item, index })
  }
  return sum
}

function closeChoice({ delta, ...choice }: Open): Open {
  const { tool_calls: toolCalls, ...message } = { ...asRecord(choice['message']), ...asRecord(delta) }
  const whole = Object.values(asRecord(toolCalls)).map(asRecord)
  if (whole.length === 0) return { ...choice, message }
  return { ...choice, message: { ...message, tool_calls: whole.map(({ index: _, ...toolCall }) => toolCall) } }
}
