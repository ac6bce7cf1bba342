import type { Move } from './render-steps.ts'

/** The same bytes in packets of this many. A pause, a break and the end send what there is. */
export function* packets(moves: Iterable<Move>, size: number): Generator<Move> {
  let waiting: Buffer[] = []
  let length = 0
  for (const move of moves) {
    if (!Buffer.isBuffer(move)) {
      if (length > 0) yield Buffer.concat(waiting)
      waiting = []
      length = 0
      yield move
      continue
    }
    waiting.push(move)
    length += move.length
    if (length < size) continue
    const bytes = Buffer.concat(waiting)
    const rest = bytes.length % size
    for (let position = 0; position + size <= bytes.length; position += size)
      yield bytes.subarray(position, position + size)
    waiting = rest > 0 ? [bytes.subarray(bytes.length - rest)] : []
    length = rest
  }
  if (length > 0) yield Buffer.concat(waiting)
}
