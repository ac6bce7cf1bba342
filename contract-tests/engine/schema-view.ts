import type { JsonSchema, LocatedSchema } from './json-schema.ts'

/** All that one place of a document asks of a value: references followed, and the parts of `allOf` taken together. */
export interface SchemaView {
  pointer: string
  /** The schemas that a validator holds the whole value against. */
  pointers: string[]
  /** The types that are allowed; empty where none is named. */
  types: string[]
  /** Whether its parts contradict each other, so that no value can be allowed. */
  isImpossible: boolean
  /** Whether several schemas speak of the value. */
  isJoined: boolean
  /** Each keyword that constrains the value itself, and where it stands. */
  constraints: Constraint[]
  required: Constraint[]
  properties: Map<string, LocatedSchema>
  patterns: { pattern: RegExp; schema: LocatedSchema }[]
  /** What keys that are not listed have to hold, where the document says it. */
  additional: LocatedSchema | undefined
  prefixItems: LocatedSchema[]
  items: LocatedSchema | undefined
  /** One list for each `oneOf` and `anyOf` of which a value takes one branch, and for what holds under a condition. */
  groups: LocatedSchema[][]
  /** Whether an object may hold keys that are not listed. */
  isOpen: boolean
  /** Values that the document itself names: examples first, then the default. */
  documented: unknown[]
  /** Those of the very schema that stands here, its enum included: what forbids them contradicts itself. */
  named: unknown[]
}

/** One keyword of one schema. */
export interface Constraint {
  keyword: keyof JsonSchema
  value: unknown
  pointer: string
}

/** The schema of an object's key: what its name and its pattern say, or else what is said of all other keys. */
export function propertyAt(view: SchemaView, key: string): LocatedSchema | undefined {
  const matching = view.patterns.filter(({ pattern }) => pattern.test(key)).map(({ schema }) => schema)
  return [view.properties.get(key), ...matching].reduce(joinSchemas, undefined) ?? view.additional
}

/** The schema of an array's item. */
export function itemAt(view: SchemaView, index: number): LocatedSchema | undefined {
  return view.prefixItems[index] ?? view.items
}

/** One place that both schemas speak of. */
export function joinSchemas(
  one: LocatedSchema | undefined,
  other: LocatedSchema | undefined,
): LocatedSchema | undefined {
  if (!one || !other) return one ?? other
  return { ...one, also: [...(one.also ?? []), other] }
}
