/** Whether a value is an object, and no array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Of several values the one that holds most keys, at any depth. */
export function fullest(values: readonly unknown[]): unknown {
  return values.toSorted((one, other) => countKeys(other) - countKeys(one))[0]
}

/** Each value once, where it stood first. */
export function distinct(values: readonly unknown[]): unknown[] {
  const known = new Map<string | undefined, unknown>()
  for (const value of values) {
    const text = JSON.stringify(value) as string | undefined
    if (!known.has(text)) known.set(text, value)
  }
  return [...known.values()]
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const items = Object.values(value) as unknown[]
  return items.reduce<number>((sum, item) => sum + countKeys(item), Array.isArray(value) ? 0 : items.length)
}
