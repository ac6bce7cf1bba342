import { resolveSchema, type JsonSchema } from './json-schema.ts'

/** Text beyond ASCII, as Doubao's users write it. */
const TEXT_SAMPLES = ['text', '你好！\n🎉']

/**
 * Values that a schema allows, the documented example first: every enum value, both bounds, a value for every
 * branch, an array that holds a value of every kind, objects with all properties and with the required ones alone.
 * Deterministic. Whether each really is valid is for a validator to say.
 */
export function sampleValues(document: Record<string, unknown>, reference: JsonSchema): unknown[] {
  const schema = resolveSchema(document, reference)
  if (schema.const !== undefined) return [schema.const]
  if (schema.enum) return schema.enum
  const branches = schema.oneOf ?? schema.anyOf
  if (branches) return branches.flatMap((branch) => sampleValues(document, branch))
  switch (typeOf(schema)) {
    case 'object':
      return sampleObjects(document, schema)
    case 'array':
      return sampleArrays(document, schema)
    case 'boolean':
      return [true, false]
    case 'integer':
      return withDocumented(schema, [schema.minimum, schema.maximum])
    case 'number':
      return withDocumented(schema, [schema.minimum, schema.maximum, fractionWithin(schema)])
    case 'string':
      return withDocumented(schema, []).length > 0 ? withDocumented(schema, []) : TEXT_SAMPLES
    default:
      return [null]
  }
}

/** The first type that a schema allows and that is not null; an untyped schema with properties is an object. */
export function typeOf(schema: JsonSchema): string | undefined {
  const types = Array.isArray(schema.type) ? schema.type : [schema.type]
  return types.find((type) => type !== undefined && type !== 'null') ?? (schema.properties ? 'object' : undefined)
}

/** Objects that together hold every sample of every property; the last holds the required ones alone. */
function sampleObjects(document: Record<string, unknown>, { properties = {}, required = [] }: JsonSchema): unknown[] {
  const samples = Object.entries(properties).map(([key, schema]) => [key, sampleValues(document, schema)] as const)
  const count = Math.max(1, ...samples.map(([, values]) => values.length))
  const whole = Array.from({ length: count }, (_, index) => {
    return Object.fromEntries(samples.map(([key, values]) => [key, values[index % values.length]]))
  })
  const requiredOnly = samples.filter(([key]) => required.includes(key)).map(([key, [first]]) => [key, first] as const)
  return requiredOnly.length === samples.length ? whole : [...whole, Object.fromEntries(requiredOnly)]
}

/** One array of all samples of its items, and one of as few as are allowed. */
function sampleArrays(
  document: Record<string, unknown>,
  { items = {}, minItems = 0, maxItems }: JsonSchema,
): unknown[] {
  const samples = sampleValues(document, items).slice(0, maxItems)
  return [samples, samples.slice(0, Math.max(minItems, 1))]
}

/** A value that is no integer, so that a type narrowed to integer is noticed. */
function fractionWithin({ minimum = 0, maximum = minimum + 1 }: JsonSchema): number | undefined {
  const fraction = minimum + Math.min(0.5, (maximum - minimum) / 2)
  return Number.isInteger(fraction) ? undefined : fraction
}

function withDocumented(schema: JsonSchema, others: (number | undefined)[]): unknown[] {
  const values = [schema.example, schema.default, ...others].filter((value) => value !== undefined)
  const isNumber = typeOf(schema) !== 'string'
  return values.length === 0 && isNumber ? [1] : [...new Set(values)]
}
