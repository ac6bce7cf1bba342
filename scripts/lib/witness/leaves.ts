/** A value that holds no other, and the keys that lead to it. */
export interface Leaf {
  path: string[]
  value: unknown
}

/** Every leaf of plain data, in order; an empty object or array is one. */
export function leavesOf(value: unknown, path: string[] = []): Leaf[] {
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : []
  if (entries.length === 0) return [{ path, value }]
  return entries.flatMap(([key, child]) => leavesOf(child, [...path, key]))
}
