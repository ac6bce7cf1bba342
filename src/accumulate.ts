import { asRecord } from './json.ts'
import type { WireChunk, WireCompletion } from './wire-types.ts'

/** Adds up the chunks of one stream. It is finished when there was a choice, and each has its `finish_reason`. */
export interface Accumulator {
  add: (chunk: WireChunk) => void
  /** The completion so far; undefined before the first choice. Later chunks do not change it. */
  completion: () => WireCompletion | undefined
  isFinished: () => boolean
}

// What arrives in fragments is summed in place: texts, objects (a gateway may call a key `__proto__`), items by their index.
class Text {
  whole = ''
  pieces: string[] = []
}
type Fields = Map<string, unknown>
class Items {
  fields: Record<number, Fields> = {}
}

/** Choices may interleave; tool calls may come whole or in fragments. */
export function createAccumulator(): Accumulator {
  const sum = new Map<string, unknown>()
  const completion = () => {
    const whole = asRecord(close(sum))
    const choices = Object.values(asRecord(whole['choices'])).map(closeChoice)
    // What is typed was put together here; all else is kept, whatever it holds.
    return choices.length > 0 ? ({ ...whole, object: 'chat.completion', choices } as WireCompletion) : undefined
  }
  const isFinished = () => completion()?.choices.every((choice) => choice.finish_reason) ?? false
  return { add: (chunk) => addTo(sum, chunk), completion, isFinished }
}

function begin(key: string, value: unknown): unknown {
  if (key === 'choices' || key === 'tool_calls') return new Items()
  if (key === 'delta' || key === 'function') return new Map<string, unknown>()
  const isText = ['content', 'reasoning_content', 'refusal', 'arguments'].includes(key) && typeof value === 'string'
  return isText ? new Text() : value
}

/** Of what does not arrive in fragments the last value counts that is not null or "". Fragments lie 4 deep at most. */
function addTo(fields: Fields, latest: unknown, depth = 0): void {
  if (typeof latest !== 'object') return
  for (const key in latest) {
    const value = (latest as Record<string, unknown>)[key]
    let before = fields.get(key)
    if (value === before) continue
    if (before === undefined || before === null) fields.set(key, (before = depth > 4 ? value : begin(key, value)))
    if (before instanceof Text) addText(before, value)
    else if (before instanceof Map) addTo(before as Fields, value, depth + 1)
    else if (before instanceof Items) addItems(before, value, depth + 1)
    else if ((value ?? '') !== '') fields.set(key, value)
  }
}

function addText(text: Text, piece: unknown): void {
  if (typeof piece === 'string') text.pieces.push(piece)
  // Pieces that are kept grow old one by one, which costs the garbage collector more than all else here.
  if (text.pieces.length < 100) return
  text.whole += text.pieces.join('')
  text.pieces = []
}

function addItems({ fields }: Items, value: unknown, depth: number): void {
  const latest: unknown[] = Array.isArray(value) ? value : Object.values(asRecord(value))
  for (let position = 0; position < latest.length; position += 1) {
    const item = latest[position] as { index?: unknown } | null
    const index = Number(item?.index ?? position)
    const sum = (fields[index] ??= new Map<string, unknown>())
    addTo(sum, item, depth)
    sum.set('index', index)
  }
}

/** What a sum amounts to so far, as a value of its own. */
function close(sum: unknown): unknown {
  if (sum instanceof Text) return sum.whole + sum.pieces.join('')
  if (sum instanceof Map) return Object.fromEntries([...sum].map(([key, value]) => [key, close(value)]))
  return sum instanceof Items ? Object.values(sum.fields).map(close) : sum
}

function closeChoice(closed: unknown): Record<string, unknown> {
  const { delta, ...choice } = asRecord(closed)
  const { tool_calls: toolCalls, ...message } = { ...asRecord(choice['message']), ...asRecord(delta) }
  const whole = Object.values(asRecord(toolCalls)).map(asRecord)
  if (whole.length === 0) return { ...choice, message }
  return { ...choice, message: { ...message, tool_calls: whole.map(({ index: _, ...toolCall }) => toolCall) } }
}
