import { generateSync } from 'json-schema-faker'
import type { JsonSchema, LocatedSchema } from './json-schema.ts'
import { constraintOf, typeOf, viewSchema, type SchemaView } from './schema-view.ts'

/** Text beyond ASCII, as Doubao's users write it. */
const TEXT_SAMPLES = ['text', '你好！\n🎉']

/** A document may ask for sizes that no request has. What is over these has no sample, and its constraint no case. */
export const MAX_ITEMS = 200
export const MAX_LENGTH = 100_000

/** Below this depth of a schema that contains itself, arrays are empty and objects hold what they must. */
const MAX_DEPTH = 8

/** The distance from a number's bound to the next value that is tried. */
export const STEP = 0.001

/**
 * Values that a schema allows, the documented example first: every enum value, each bound and one value inside it, a
 * value for every branch, null where it is allowed, an array that holds a value of every kind and arrays at their limits,
 * objects with all properties and with the required ones alone. Deterministic. Whether each really is valid is for a
 * validator to say.
 */
export function sampleValues(document: Record<string, unknown>, reference: LocatedSchema, depth = 0): unknown[] {
  const view = viewSchema(document, reference)
  const constant = constraintOf(view, 'const')
  if (constant !== undefined) return [constant]
  const allowed = constraintOf(view, 'enum')
  if (Array.isArray(allowed)) return allowed as unknown[]
  if (view.branches.length > 0) return sampleBranches(document, view, depth)
  const samples = samplesOfType(document, view, depth)
  return view.types.includes('null') && typeOf(view) ? [...samples, null] : samples
}

function samplesOfType(document: Record<string, unknown>, view: SchemaView, depth: number): unknown[] {
  switch (typeOf(view)) {
    case 'object':
      return sampleObjects(document, view, depth)
    case 'array':
      return sampleArrays(document, view, depth)
    case 'boolean':
      return [true, false]
    case 'integer':
      return sampleNumbers(view, 1)
    case 'number':
      return sampleNumbers(view, STEP)
    case 'string':
      return sampleTexts(view)
    default:
      return view.types.includes('null') ? [null] : unique([...view.documented, 'text'])
  }
}

/** A value of each branch; where the schema has properties of its own, each object holds them too. */
function sampleBranches(document: Record<string, unknown>, view: SchemaView, depth: number): unknown[] {
  const samples = view.branches.flatMap((branch) => sampleValues(document, branch, depth + 1))
  if (view.properties.size === 0) return samples
  const [own = {}] = sampleObjects(document, view, depth) as object[]
  return samples.map((sample) => (isRecord(sample) ? { ...own, ...sample } : own))
}

/** Objects that together hold every sample of every property; the last holds the required ones alone. */
function sampleObjects(document: Record<string, unknown>, view: SchemaView, depth: number): unknown[] {
  const required = view.required.map(({ value }) => value)
  const properties = [...view.properties].filter(([key]) => depth < MAX_DEPTH || required.includes(key))
  const samples = properties.map(([key, schema]) => [key, sampleValues(document, schema, depth + 1)] as const)
  const count = Math.max(1, ...samples.map(([, values]) => values.length))
  const whole = Array.from({ length: count }, (_, index) => {
    return Object.fromEntries(samples.map(([key, values]) => [key, values[index % values.length]]))
  })
  const requiredOnly = samples.filter(([key]) => required.includes(key)).map(([key, [first]]) => [key, first] as const)
  return requiredOnly.length === samples.length ? whole : [...whole, Object.fromEntries(requiredOnly)]
}

/** One array of all samples of its items, one of as few as are allowed, one of as many. */
function sampleArrays(document: Record<string, unknown>, view: SchemaView, depth: number): unknown[] {
  const minItems = Number(constraintOf(view, 'minItems') ?? 0)
  const maxItems = Number(constraintOf(view, 'maxItems') ?? Infinity)
  const isDeep = depth >= MAX_DEPTH && (minItems === 0 || depth > 2 * MAX_DEPTH)
  const items = isDeep ? [] : sampleValues(document, view.items ?? NO_SCHEMA, depth + 1)
  const isUnique = constraintOf(view, 'uniqueItems') === true
  const filled = (length: number) => Array.from({ length }, (_, index) => items[index % items.length])
  const samples = [
    items.length < minItems ? filled(minItems) : items.slice(0, maxItems),
    filled(minItems),
    ...(items.length > 0 && !isUnique ? [filled(Math.max(minItems, 1)), [items[0], items[0]]] : []),
    ...(maxItems <= MAX_ITEMS && !isUnique && items.length > 0 ? [filled(maxItems)] : []),
  ]
  const documented = view.documented.filter((value) => Array.isArray(value))
  return unique([...documented, ...samples.filter(({ length }) => length >= minItems && length <= maxItems)])
}

const NO_SCHEMA: LocatedSchema = { schema: {}, pointer: '' }

/** The bounds, one value inside each, and for a number one that is no integer. */
function sampleNumbers(view: SchemaView, step: number): unknown[] {
  const bound = (keyword: keyof JsonSchema) => constraintOf(view, keyword) as number | undefined
  const multiple = bound('multipleOf')
  const distance = multiple ?? step
  const within = (limit: number | undefined, offset: number) => (limit === undefined ? [] : [limit + offset])
  const candidates = [
    ...within(bound('minimum'), 0),
    ...within(bound('maximum'), 0),
    ...within(bound('minimum') ?? bound('exclusiveMinimum'), distance),
    ...within(bound('maximum') ?? bound('exclusiveMaximum'), -distance),
  ]
  const low = Math.max(bound('minimum') ?? -Infinity, bound('exclusiveMinimum') ?? -Infinity)
  const high = Math.min(bound('maximum') ?? Infinity, bound('exclusiveMaximum') ?? Infinity)
  if (step < 1 && multiple === undefined && low !== high) candidates.push(fractionWithin(low, high))
  const isWithin = (value: number) => {
    return value >= low && value <= high && value !== bound('exclusiveMinimum') && value !== bound('exclusiveMaximum')
  }
  const samples = [...view.documented, ...candidates.filter(isWithin)]
  return samples.length > 0 ? unique(samples) : [multiple ?? 1]
}

function fractionWithin(low: number, high: number): number {
  const start = Number.isFinite(low) ? low : Number.isFinite(high) ? high - 1 : 0
  return start + Math.min(0.5, (high - start) / 2)
}

function sampleTexts(view: SchemaView): unknown[] {
  const pattern = constraintOf(view, 'pattern')
  const format = constraintOf(view, 'format')
  const minLength = Number(constraintOf(view, 'minLength') ?? 0)
  const maxLength = Number(constraintOf(view, 'maxLength') ?? Infinity)
  const isShaped = pattern !== undefined || format !== undefined
  if (isShaped) {
    const shape = Object.fromEntries(view.constraints.map(({ keyword, value }) => [keyword, value]))
    return unique([...view.documented, generateSync({ ...shape, type: 'string' }, { seed: 1 })])
  }
  const limits = [minLength, maxLength].filter((length) => length > 0 && length <= MAX_LENGTH)
  const texts = [...TEXT_SAMPLES, ...limits.map((length) => 'x'.repeat(length))]
  return unique([...view.documented, ...texts.filter(({ length }) => length >= minLength && length <= maxLength)])
}

function unique(values: readonly unknown[]): unknown[] {
  const texts = values.map((value) => JSON.stringify(value))
  return values.filter((_, index) => texts.indexOf(texts[index] ?? '') === index)
}

/** Whether a value is an object, and no array. */
export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Of several values the one that holds most keys, at any depth. */
export function fullest(values: readonly unknown[]): unknown {
  return values.toSorted((one, other) => countKeys(other) - countKeys(one))[0]
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0
  const items = Object.values(value) as unknown[]
  return items.reduce<number>((sum, item) => sum + countKeys(item), Array.isArray(value) ? 0 : items.length)
}
