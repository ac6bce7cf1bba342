import { createRequire } from 'node:module'

// What its default import is depends on who loads the package: Node or a bundler.
const covertable = createRequire(import.meta.url)('covertable') as typeof import('covertable')

/** A parameter that a request leaves out. */
const ABSENT = Symbol('absent')

/** A few values of each parameter, in requests that hold every pair of them once: present or not, this value or that. */
export function pairwise(factors: Record<string, readonly unknown[]>): Record<string, unknown>[] {
  const names = Object.keys(factors)
  if (names.length < 2) return []
  // Indexes, because the library compares values by their text.
  const indexes = Object.fromEntries(names.map((name) => [name, [...(factors[name] ?? []).keys(), -1]]))
  const rows = covertable.make(indexes, { sorter: covertable.sorters.hash })
  return rows.map((row) => {
    const chosen = names.map((name) => [name, factors[name]?.[row[name] ?? -1] ?? ABSENT] as const)
    return Object.fromEntries(chosen.filter(([, value]) => value !== ABSENT))
  })
}
