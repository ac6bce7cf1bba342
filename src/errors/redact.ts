/** Takes a secret out of a text. */
export type Redact = (text: string) => string

/** A copy of a JSON value without the secret, property names included. */
export function redactDeep(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map((item) => redactDeep(item, redact))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [redact(key), redactDeep(item, redact)]))
}

/**
 * The same value, which may be anything that was thrown. Where it is an error, every text in it and in its causes is
 * without the secret from now on: an HTTP parser's error keeps the bytes that it could not read.
 */
export function redactThrown(thrown: unknown, redact: Redact): unknown {
  const seen = new Set<unknown>()
  for (let error = thrown; error instanceof Error && !seen.has(error); error = error.cause) {
    seen.add(error)
    for (const key of Reflect.ownKeys(error)) {
      const value: unknown = Reflect.get(error, key)
      if (typeof value === 'string' && redact(value) !== value) Reflect.set(error, key, redact(value))
    }
  }
  return typeof thrown === 'string' ? redact(thrown) : thrown
}

/**
 * Why `fetch` failed. It says only "fetch failed"; its reason stands in the cause, of which `kind` tells name and code,
 * in Node such as `Error ECONNREFUSED`.
 */
export function reasonOf(thrown: unknown): { message: string; kind: string } {
  const cause = thrown instanceof Error && thrown.cause instanceof Error ? thrown.cause : undefined
  const message = cause?.message ?? ''
  const kind = cause ? `${cause.name} ${String('code' in cause && cause.code)}` : ''
  return { message: message || (thrown instanceof Error ? thrown.message : String(thrown)), kind }
}
