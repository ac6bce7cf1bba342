import { isDeepStrictEqual } from 'node:util'
import type { JsonSchema } from './json-schema.ts'
import type { SchemaView } from './schema-view.ts'

/** The value of a keyword, where a view has it; of several the tightest. */
export function constraintOf({ constraints }: SchemaView, keyword: keyof JsonSchema): unknown {
  const values = constraints.filter((constraint) => constraint.keyword === keyword).map(({ value }) => value)
  if (values.length < 2) return values[0]
  if (keyword === 'uniqueItems') return values.includes(true)
  if (keyword === 'enum') {
    return (values as unknown[][]).reduce((one, other) =>
      one.filter((value) => other.some((candidate) => isDeepStrictEqual(candidate, value))),
    )
  }
  if (LOWER_BOUNDS.has(keyword)) return Math.max(...values.map(Number))
  return UPPER_BOUNDS.has(keyword) ? Math.min(...values.map(Number)) : values[0]
}

type Keywords = ReadonlySet<keyof JsonSchema>

const LOWER_BOUNDS: Keywords = new Set([
  ...(['minimum', 'exclusiveMinimum', 'minItems', 'minLength', 'minProperties', 'minContains'] as const),
])

const UPPER_BOUNDS: Keywords = new Set([
  ...(['maximum', 'exclusiveMaximum', 'maxItems', 'maxLength', 'maxProperties', 'maxContains'] as const),
])

/** The types that a value can be made of, null apart; where none is named, the one that other keywords speak of. */
export function typesOf(view: SchemaView): string[] {
  const named = view.types.filter((type) => type !== 'null')
  if (view.types.length > 0) return named
  const implied = IMPLYING.find(([, isImplied]) => isImplied(view))
  return implied ? [implied[0]] : []
}

const IMPLYING: [type: string, isImplied: (view: SchemaView) => boolean][] = [
  [
    'object',
    ({ properties, patterns, additional, required }) =>
      properties.size > 0 || patterns.length > 0 || additional !== undefined || required.length > 0,
  ],
  [
    'array',
    (view) => (view.items ?? view.prefixItems[0]) !== undefined || constraintOf(view, 'contains') !== undefined,
  ],
  ['number', (view) => BOUNDS.some((keyword) => constraintOf(view, keyword) !== undefined)],
  ['string', (view) => TEXT_KEYWORDS.some((keyword) => constraintOf(view, keyword) !== undefined)],
]

const BOUNDS = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'] as const
const TEXT_KEYWORDS = ['pattern', 'format', 'minLength', 'maxLength'] as const
