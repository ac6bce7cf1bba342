// What a peer hands out may be anything: it is read without trust, so that no adapter fails in a client's place.

/** The value at a path, undefined where the path leads nowhere. */
export function at(value: unknown, ...path: (string | number)[]): unknown {
  return path.reduce((place: unknown, key) => (isObject(place) ? place[key] : undefined), value)
}

/** A text, or null for all else. */
export function textAt(value: unknown, ...path: (string | number)[]): string | null {
  const found = at(value, ...path)
  return typeof found === 'string' ? found : null
}

/** A number, or null for all else. */
export function numberAt(value: unknown, ...path: (string | number)[]): number | null {
  const found = at(value, ...path)
  return typeof found === 'number' ? found : null
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null
}
