/** Takes a secret out of a text. */
export type Redact = (text: string) => string

/** A copy of a JSON value without the secret, property names included, and without what is nested over 99 deep. */
export function redactDeep(value: unknown, redact: Redact, depth = 0): unknown {
  if (typeof value === 'string') return redact(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth > 99) return undefined
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, redact, depth + 1))
  const entries = Object.entries(value).map(([key, item]) => [redact(key), redactDeep(item, redact, depth + 1)])
  return Object.fromEntries(entries)
}

/** The same value. Every text in an error and in its causes is changed: an HTTP parser keeps bytes that it refused. */
export function redactThrown(thrown: unknown, redact: Redact): unknown {
  const seen = new Set<unknown>()
  for (let error = thrown; error instanceof Error && !seen.has(error); error = error.cause) {
    seen.add(error)
    for (const key of Reflect.ownKeys(error)) {
      const value = (error as unknown as Record<PropertyKey, unknown>)[key]
      if (typeof value === 'string' && redact(value) !== value) Reflect.set(error, key, redact(value))
    }
  }
  return typeof thrown === 'string' ? redact(thrown) : thrown
}

/** Why `fetch` failed, which its cause tells: in Node `kind` is such as `Error ECONNREFUSED`. */
export function reasonOf(thrown: unknown): { message: string; kind: string } {
  const { cause, message = String(thrown) } = Object(thrown) as Partial<Error>
  if (!(cause instanceof Error)) return { message, kind: '' }
  return { message: cause.message || message, kind: `${cause.name} ${String('code' in cause && cause.code)}` }
}
