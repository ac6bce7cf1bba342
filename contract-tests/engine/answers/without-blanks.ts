/** A value without what tells nothing, at any depth: null, empty texts and empty lists. Streams lose just these. */
export function withoutBlanks(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutBlanks)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, item]) => [key, withoutBlanks(item)] as const)
  return Object.fromEntries(entries.filter(([, item]) => !isBlank(item)))
}

function isBlank(value: unknown): boolean {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
}
