/** One change to an answer. Places are parts of its length, from 0 to 1, so that each fits an answer of any length. */
export type Mutation =
  | { kind: 'flip'; at: number; mask: number }
  | { kind: 'cut' | 'duplicate' | 'swap'; at: number; size: number }
  | { kind: 'insert'; at: number; bytes: Uint8Array }

/** The same bytes after the changes, one after the other. */
export function mutate(original: Uint8Array, mutations: readonly Mutation[]): Uint8Array {
  return mutations.reduce(mutateOnce, original)
}

function mutateOnce(bytes: Uint8Array, mutation: Mutation): Uint8Array {
  const from = Math.floor(mutation.at * bytes.length)
  const [before, after] = [bytes.subarray(0, from), bytes.subarray(from)]
  if (mutation.kind === 'insert') return Buffer.concat([before, mutation.bytes, after])
  if (mutation.kind === 'flip') {
    const flipped = Uint8Array.from(bytes)
    return flipped.fill((bytes[from] ?? 0) ^ mutation.mask, from, from + 1)
  }
  const part = after.subarray(0, Math.ceil(mutation.size * after.length))
  const rest = after.subarray(part.length)
  if (mutation.kind === 'cut') return Buffer.concat([before, rest])
  return Buffer.concat(mutation.kind === 'swap' ? [before, rest, part] : [before, part, part, rest])
}

/** The bytes as they are read: split at these parts of their length. */
export function splitAt(bytes: Uint8Array, borders: readonly number[]): Uint8Array[] {
  const places = borders.map((border) => Math.floor(border * bytes.length)).sort((one, other) => one - other)
  return [0, ...places].map((place, index) => bytes.subarray(place, places[index] ?? bytes.length))
}
