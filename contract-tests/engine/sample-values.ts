import { branchChoices } from './branch-choices.ts'
import { constraintOf, typesOf } from './constraint-of.ts'
import { distinct, isRecord } from './json-value.ts'
import type { LocatedSchema } from './json-schema.ts'
import { proveSamples } from './proven-samples.ts'
import { limits, STEP } from './sample-limits.ts'
import { sampleNumbers, sampleTexts } from './sample-scalars.ts'
import { joinSchemas, type SchemaView } from './schema-view.ts'
import type { SpecValidator } from './validator.ts'
import { viewSchema } from './view-schema.ts'

export { isRecord } from './json-value.ts'

/**
 * Values that a schema allows, the documented example first: every enum value, each bound and one value inside it, a
 * value for every branch, null where it is allowed, an array that holds a value of every kind and arrays at their limits,
 * objects with all properties and with the required ones alone. Deterministic. Where a schema is more than a list of
 * plain constraints, what a validator refuses is left out, unless the document itself names it.
 */
export function sampleValues(spec: SpecValidator, reference: LocatedSchema, above: Above = []): unknown[] {
  const view = viewSchema(spec.document, reference)
  const samples = sampleBranches(spec, view, above).flatMap((choice) => choice.samples)
  return evenly(distinct([...proveSamples(spec, view, scalarsOf(view.documented)), ...samples]))
}

/** Pointers of the schemas that a place stands in. */
type Above = readonly string[]

function nestingOf({ pointer }: SchemaView, above: Above): number {
  return above.filter((other) => other === pointer).length
}

/** The samples of each way through a schema's branches. */
export function sampleBranches(spec: SpecValidator, view: SchemaView, above: Above = []) {
  return branchChoices(spec.document, view).map((choice) => ({
    ...choice,
    samples: proveSamples(spec, view, sampleView(spec, choice.view, above)),
  }))
}

/** The samples of one view, of which no validator has said anything yet. */
export function sampleView(spec: SpecValidator, view: SchemaView, above: Above = []): unknown[] {
  // What has to contain itself ends in another branch.
  if (view.isImpossible || nestingOf(view, above) >= 2 * limits.nesting) return []
  if (view.groups.length > 0) {
    return branchChoices(spec.document, view).flatMap((choice) => sampleView(spec, choice.view, above))
  }
  const constant = constraintOf(view, 'const')
  if (constant !== undefined) return [constant]
  const allowed = constraintOf(view, 'enum')
  if (Array.isArray(allowed)) return allowed as unknown[]
  const types = typesOf(view)
  const samples = types.flatMap((type) => sampleType(spec, view, type, above))
  const isNullable = view.types.includes('null')
  // Where a type is only forbidden, one of the others is allowed.
  const anything = constraintOf(view, 'not') === undefined ? ['text'] : ['text', 1, true, [], {}]
  const made = types.length > 0 || isNullable ? samples : anything
  return distinct([...scalarsOf(view.documented), ...made, ...(isNullable ? [null] : [])])
}

function sampleType(spec: SpecValidator, view: SchemaView, type: string, above: Above): unknown[] {
  switch (type) {
    case 'object':
      return sampleObjects(spec, view, above)
    case 'array':
      return sampleArrays(spec, view, above)
    case 'boolean':
      return [true, false]
    case 'integer':
      return sampleNumbers(view, 1)
    case 'number':
      return sampleNumbers(view, STEP)
    case 'string':
      return sampleTexts(view)
    default:
      return []
  }
}

/**
 * Objects that together hold every sample of every property, those that the document shows, and last the required
 * properties alone.
 */
function sampleObjects(spec: SpecValidator, view: SchemaView, above: Above): unknown[] {
  const required = view.required.map(({ value }) => value)
  const nesting = nestingOf(view, above)
  const isKept = ([key]: readonly [string, unknown]) => nesting < limits.nesting || required.includes(key)
  const samples = [...view.properties, ...unlistedKeys(spec, view)]
    .filter(isKept)
    .map(([key, schema]) => [key, sampleValues(spec, schema, [...above, view.pointer])] as const)
    .filter(([, values]) => values.length > 0)
  const count = Math.max(1, ...samples.map(([, values]) => values.length))
  const whole = Array.from({ length: count }, (_, index) => {
    return Object.fromEntries(samples.map(([key, values]) => [key, values[index % values.length]]))
  })
  const requiredOnly = samples.filter(([key]) => required.includes(key)).map(([key, [first]]) => [key, first] as const)
  const documented = view.documented.filter(isRecord)
  const all = evenly([...whole, ...documented])
  return requiredOnly.length === samples.length ? all : [...all, Object.fromEntries(requiredOnly)]
}

/** A key for each pattern, and one for what is said of all others. */
function unlistedKeys(spec: SpecValidator, view: SchemaView): [key: string, schema: LocatedSchema][] {
  const patterned = view.patterns.flatMap(({ pattern, schema }): [string, LocatedSchema][] => {
    const shape = {
      ...view,
      types: ['string'],
      constraints: [{ keyword: 'pattern', value: pattern.source, pointer: '' }],
    }
    const [key] = sampleTexts(shape as SchemaView)
    return typeof key === 'string' && !view.properties.has(key) ? [[key, schema]] : []
  })
  return view.additional ? [...patterned, [unlistedKey(spec, view), view.additional]] : patterned
}

/** A key that an object may have, and the document does not list. */
function unlistedKey(spec: SpecValidator, view: SchemaView): string {
  const names = view.constraints.filter(({ keyword }) => keyword === 'propertyNames')
  const [schema] = names.map(({ value, pointer }) => ({ schema: value as LocatedSchema['schema'], pointer }))
  const known = schema ? sampleValues(spec, schema).filter((name) => typeof name === 'string') : []
  return known.find((name) => !view.properties.has(name)) ?? 'not_documented'
}

/** One array of all samples of its items, one of as few as are allowed, one of as many. */
function sampleArrays(spec: SpecValidator, view: SchemaView, above: Above): unknown[] {
  const contained = view.constraints.filter(({ keyword }) => keyword === 'contains')
  const minContains = contained.length > 0 ? Number(constraintOf(view, 'minContains') ?? 1) : 0
  const minItems = Math.max(Number(constraintOf(view, 'minItems') ?? 0), minContains)
  const maxItems = Number(constraintOf(view, 'maxItems') ?? Infinity)
  const isDeep = minItems === 0 && nestingOf(view, above) >= limits.nesting
  const sample = (schema: LocatedSchema | undefined) =>
    sampleValues(spec, schema ?? NO_SCHEMA, [...above, view.pointer])
  const required = contained.map(({ value, pointer }) => {
    return joinSchemas({ schema: value as LocatedSchema['schema'], pointer }, view.items)
  })
  const items = isDeep ? [] : distinct([...required, view.items].flatMap(sample))
  const isUnique = constraintOf(view, 'uniqueItems') === true
  const prefix = view.prefixItems.map(sample)
  const at = (index: number, variant = 0) => {
    const [values, from] = index < prefix.length ? [prefix[index] ?? [], variant] : [items, index - prefix.length]
    return values[from % values.length]
  }
  const canFill = items.length > 0 || prefix.length > 0
  const filled = (length: number) => {
    return canFill ? Array.from({ length: Math.min(length, limits.leastItems) }, (_, index) => at(index)) : []
  }
  const tuples = Array.from({ length: Math.max(0, ...prefix.map(({ length }) => length)) }, (_, variant) => {
    return prefix.map((_, index) => at(index, variant))
  })
  const all = [...(tuples[0] ?? []), ...items]
  const samples = [
    all.length < minItems ? filled(minItems) : all.slice(0, maxItems),
    ...tuples,
    filled(minItems),
    ...(items.length > 0 && !isUnique ? [filled(Math.max(minItems, 1)), [at(0), at(0)]] : []),
    ...(maxItems <= limits.items && !isUnique && items.length > 0 ? [filled(maxItems)] : []),
  ]
  const documented = view.documented.filter((value) => Array.isArray(value))
  return distinct([...documented, ...samples.filter(({ length }) => length >= minItems && length <= maxItems)])
}

const NO_SCHEMA: LocatedSchema = { schema: {}, pointer: '' }

/** An object that the document shows is no reason to leave out the keys that it lacks, so it comes after others. */
function scalarsOf(documented: readonly unknown[]): unknown[] {
  return documented.filter((value) => !isRecord(value))
}

function evenly(values: readonly unknown[]): unknown[] {
  const { length } = values
  if (length <= limits.samples) return [...values]
  return Array.from({ length: limits.samples }, (_, index) => values[Math.floor((index * length) / limits.samples)])
}
