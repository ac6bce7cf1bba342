import { toPointer } from '../json-pointer.ts'

/** An object of a stream, whatever it holds. */
export type Open = Record<string, unknown>

/** Something in a chunk, and where it stands. */
export interface Place {
  /** Position of the chunk in the stream. */
  chunk: number
  /** JSON pointer into the chunk. */
  pointer: string
}

/** One choice of one chunk. */
export interface ChoiceView extends Place {
  /** Which choice it tells of: its index, or its position where it has none. */
  index: number
  choice: Open
  delta: Open
}

/** One tool call, or a fragment of one, of one chunk. */
export interface CallView extends Place {
  /** Which choice it belongs to. */
  choice: number
  call: Open
  called: Open
}

/** The object that a value is, or an empty one. */
export function asOpen(value: unknown): Open {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Open) : {}
}

/** Every choice of every chunk, in order. */
export function choicesOf(chunks: readonly unknown[]): ChoiceView[] {
  return chunks.flatMap((value, chunk) =>
    itemsOf(asOpen(value)['choices']).map((item, position) => {
      const choice = asOpen(item)
      const index = choice['index']
      return {
        chunk,
        pointer: toPointer(['choices', position]),
        index: typeof index === 'number' ? index : position,
        choice,
        delta: asOpen(choice['delta']),
      }
    }),
  )
}

/** Every tool call of every chunk, in order. */
export function callsOf(chunks: readonly unknown[]): CallView[] {
  return choicesOf(chunks).flatMap(({ chunk, pointer, index, delta }) =>
    itemsOf(delta['tool_calls']).map((item, position) => ({
      chunk,
      pointer: pointer + toPointer(['delta', 'tool_calls', position]),
      choice: index,
      call: asOpen(item),
      called: asOpen(asOpen(item)['function']),
    })),
  )
}

function itemsOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}
