import { isDeepStrictEqual } from 'node:util'
import { fromPointer } from './json-pointer.ts'
import { distinct, isRecord } from './json-value.ts'
import type { JsonSchema } from './json-schema.ts'
import { itemAt, propertyAt, type SchemaView } from './schema-view.ts'
import type { SpecValidator, Violation } from './validator.ts'
import { viewSchema } from './view-schema.ts'

/** Keywords of which a sample that was made from the others may break one. */
const UNCERTAIN = new Set<keyof JsonSchema>([
  ...(['oneOf', 'anyOf', 'not', 'if', 'dependentRequired', 'dependentSchemas', 'propertyNames'] as const),
  ...(['patternProperties', 'unevaluatedProperties', 'minProperties', 'maxProperties'] as const),
  ...(['prefixItems', 'contains', 'minContains', 'maxContains', 'multipleOf', 'pattern'] as const),
])

/**
 * The samples that the view's own schemas allow. An object that they refuse as a whole is built up again, key by key, as
 * far as they go along. What the document itself names stays, for it is the document that is at fault.
 */
export function proveSamples(spec: SpecValidator, view: SchemaView, samples: readonly unknown[]): unknown[] {
  if (!view.isJoined && !view.constraints.some(({ keyword }) => UNCERTAIN.has(keyword))) return [...samples]
  const violationsOf = (value: unknown) => view.pointers.flatMap((pointer) => spec.violations(pointer, value))
  const isAllowed = (value: unknown) => violationsOf(value).length === 0
  const isKept = new Map(
    samples.map((sample) => {
      const violations = violationsOf(sample)
      return [sample, violations.length === 0 || isNamed(spec.document, view, sample, violations)]
    }),
  )
  const refused = samples.filter((sample) => !isKept.get(sample)).filter(isRecord)
  if (refused.length === 0) return samples.filter((sample) => isKept.get(sample))
  const start = smallest(samples.filter(isRecord).filter(isAllowed)) ?? findStart(refused, isAllowed)
  if (!start) return samples.filter((sample) => isKept.get(sample))
  const built = samples.flatMap((sample) => {
    if (isKept.get(sample)) return [sample]
    return isRecord(sample) ? [grow(start, sample, isAllowed)] : []
  })
  return distinct([...built, ...withMissingKeys(built, refused, start, isAllowed)])
}

type IsAllowed = (value: unknown) => boolean

/** Whether a validator finds fault with a value that the schema of its own place names, or within one. */
export function isNamed(
  document: Record<string, unknown>,
  view: SchemaView,
  value: unknown,
  violations: readonly Violation[],
): boolean {
  const paths = violations.flatMap(({ instancePath }) => {
    const path = fromPointer(instancePath)
    return [...path.keys(), path.length].map((length) => path.slice(0, length))
  })
  return paths.some((path) => {
    const found = path.reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], value)
    return viewsAt(document, view, path).some(({ named }) => named.some((one) => isDeepStrictEqual(one, found)))
  })
}

function viewsAt(document: Record<string, unknown>, view: SchemaView, [key, ...rest]: string[]): SchemaView[] {
  const branches = view.groups.flat().map((branch) => viewSchema(document, branch))
  const views = [view, ...branches.flatMap((branch) => viewsAt(document, branch, []))]
  if (key === undefined) return views
  return views.flatMap((one) => {
    const below = propertyAt(one, key) ?? itemAt(one, Number(key))
    return below ? viewsAt(document, viewSchema(document, below), rest) : []
  })
}

function smallest(objects: readonly Record<string, unknown>[]): Record<string, unknown> | undefined {
  return objects.toSorted((one, other) => Object.keys(one).length - Object.keys(other).length)[0]
}

/** No sample is allowed as it is: the smallest with one key more, or the largest with one key less, may be. */
function findStart(objects: readonly Record<string, unknown>[], isAllowed: IsAllowed) {
  const least = smallest(objects) ?? {}
  const keys = distinct(objects.flatMap((one) => Object.entries(one))) as [string, unknown][]
  const less = objects.flatMap((one) => Object.keys(one).map((key) => without(one, key)))
  return [...keys.map(([key, value]) => ({ ...least, [key]: value })), ...less].find(isAllowed)
}

function without(value: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
}

function grow(start: Record<string, unknown>, whole: Record<string, unknown>, isAllowed: IsAllowed) {
  let grown = start
  for (const [key, value] of Object.entries(whole)) {
    const next = { ...grown, [key]: value }
    if (isAllowed(next)) grown = next
  }
  return grown
}

/** Keys that exclude each other need an object each. */
function withMissingKeys(
  built: readonly unknown[],
  refused: readonly Record<string, unknown>[],
  start: Record<string, unknown>,
  isAllowed: IsAllowed,
): unknown[] {
  const seen = new Set(built.filter(isRecord).flatMap((one) => Object.keys(one)))
  return refused.flatMap((whole) =>
    Object.entries(whole).flatMap(([key, value]) => {
      const next = { ...start, [key]: value }
      if (seen.has(key) || !isAllowed(next)) return []
      seen.add(key)
      return [grow(next, whole, isAllowed)]
    }),
  )
}
