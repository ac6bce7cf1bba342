import { conjoin } from './conjunction.ts'
import { constraintOf, typesOf } from './constraint-of.ts'
import { isRecord } from './json-value.ts'
import type { JsonSchema } from './json-schema.ts'
import { objectViolations, type Violate } from './object-violations.ts'
import { limits, STEP } from './sample-limits.ts'
import { sampleValues, sampleView } from './sample-values.ts'
import type { SchemaView } from './schema-view.ts'
import type { SpecValidator } from './validator.ts'
import { viewSchema } from './view-schema.ts'

/** Values that violate one constraint, the best first. Whether one does is for a validator to say. */
export interface Violating {
  /** The keyword that is violated; several may stand for one kind, such as each key of `required`. */
  kind: string
  /** JSON pointer of the constraint. */
  pointer: string
  what: string
  candidates: unknown[]
}

/**
 * For each constraint of a schema's own place values that violate it and, as far as can be told, no other. A valid value
 * of that place is needed to start from. A constraint whose sizes no request has gives none.
 */
export function violatingValues(spec: SpecValidator, view: SchemaView, valid: unknown): Violating[] {
  const violating = [...view.required, ...view.constraints].flatMap((constraint) => {
    const { keyword: kind, pointer } = constraint
    const ways = violate[kind]?.(constraint, view, valid, spec) ?? []
    return ways.map(([what, ...candidates]) => ({ kind, pointer, what, candidates }))
  })
  return [...violating, ...nullViolation(view)]
}

const violate: Partial<Record<keyof JsonSchema, Violate>> = {
  ...objectViolations,
  propertyNames: ({ value, pointer }, view, valid, spec) => {
    if (!isRecord(valid)) return []
    const names = viewSchema(spec.document, { schema: value as JsonSchema, pointer })
    const held = view.additional ? sampleValues(spec, view.additional)[0] : 'x'
    return violatingValues(spec, names, 'name').map(({ what, candidates }) => {
      const bad = candidates.filter((name) => typeof name === 'string')
      return [`a key ${what}`, ...bad.map((name) => ({ ...valid, [name]: held }))]
    })
  },
  enum: ({ value }) => [
    ['outside the enum', (value as unknown[]).every(isNumber) ? -987_654 : 'not-documented', -987_654],
  ],
  const: () => [['not the constant', 'not-documented']],
  minimum: ({ value }, view) => [['below the minimum', Number(value) - distanceOf(view)]],
  maximum: ({ value }, view) => [['above the maximum', Number(value) + distanceOf(view)]],
  exclusiveMinimum: ({ value }) => [['at the exclusive minimum', value]],
  exclusiveMaximum: ({ value }) => [['at the exclusive maximum', value]],
  multipleOf: ({ value }, view) => {
    const low = Number(constraintOf(view, 'minimum') ?? 0)
    const isWhole = typesOf(view)[0] === 'integer'
    return isWhole && value === 1 ? [] : [['no multiple', low + (isWhole ? 1 : Number(value) / 2)]]
  },
  minItems: ({ value }, _, valid) =>
    Array.isArray(valid) && Number(value) > 0 ? [['too few items', valid.slice(0, Number(value) - 1)]] : [],
  maxItems: ({ value }, view, valid) => {
    const item: unknown = Array.isArray(valid) ? valid[0] : undefined
    if (Number(value) > limits.items || item === undefined || constraintOf(view, 'uniqueItems')) return []
    return [['too many items', Array.from({ length: Number(value) + 1 }, () => item)]]
  },
  uniqueItems: ({ value }, _, valid) =>
    value === true && Array.isArray(valid) && valid.length > 0 ? [['an item twice', [valid[0], valid[0]]]] : [],
  items: ({ value }, _, valid) =>
    value === false && Array.isArray(valid) ? [['an item more', [...(valid as unknown[]), 'x']]] : [],
  contains: ({ pointer }, view, valid, spec) => {
    if (!Array.isArray(valid)) return []
    const items = [...(valid as unknown[]), ...(view.items ? sampleValues(spec, view.items) : []), 7, 'text']
    const others = items.filter((item) => spec.violations(pointer, item).length > 0)
    const least = Math.max(Number(constraintOf(view, 'minItems') ?? 0), 1)
    const refused = Array.from({ length: others.length > 0 ? least : 0 }, (_, index) => others[index % others.length])
    return [['without what it has to contain', refused, []]]
  },
  maxContains: ({ value }, view, valid, spec) => {
    if (Number(value) > limits.items) return []
    const contained = view.constraints.find(({ keyword }) => keyword === 'contains')
    const items = Array.isArray(valid) && contained ? (valid as unknown[]) : []
    const item = items.find((one) => spec.violations(contained?.pointer ?? '', one).length === 0)
    return item === undefined ? [] : [['containing too many', Array.from({ length: Number(value) + 1 }, () => item)]]
  },
  minLength: ({ value }) => (Number(value) > 0 ? [['too short', 'x'.repeat(Number(value) - 1)]] : []),
  maxLength: ({ value }) => (Number(value) <= limits.length ? [['too long', 'x'.repeat(Number(value) + 1)]] : []),
  pattern: () => [['against the pattern', '', '!', 'no match', '\u0000', 'x'.repeat(300)]],
  format: ({ value }) => (ENFORCED_FORMATS.includes(String(value)) ? [[`no ${String(value)}`, 'not: a [format]']] : []),
  type: ({ value }, view) => {
    // What an enum or a constant allows is narrower, and has its own case.
    if (constraintOf(view, 'enum') ?? constraintOf(view, 'const')) return []
    const types = [value].flat().map(String)
    const whole = types.includes('integer') ? [['not an integer', fraction(view)] as [string, unknown]] : []
    return [...whole, ['of another type', valueOfNoType(types)]]
  },
  oneOf: (_, view, valid, spec) => inNoBranch(spec, view, valid),
  anyOf: (_, view, valid, spec) => inNoBranch(spec, view, valid),
  not: ({ value, pointer }, view, valid, spec) => {
    const forbidden = viewSchema(spec.document, { schema: value as JsonSchema, pointer })
    const samples = sampleView(spec, conjoin(view, forbidden)).concat(sampleView(spec, forbidden))
    const around = isRecord(valid) ? valid : {}
    return [['what must not be', ...samples.map((sample) => (isRecord(sample) ? { ...around, ...sample } : sample))]]
  },
}

/** An object may be in no branch for want of a key, or in several for a key too many. */
function inNoBranch(spec: SpecValidator, view: SchemaView, valid: unknown): [what: string, ...candidates: unknown[]][] {
  const objects = isRecord(valid) ? objectsInNoBranch(spec, view, valid) : []
  return [
    ['in no branch', ...objects, 7, 'in no branch', true, 0.5, [], {}],
    ['null in no branch', null],
  ]
}

function objectsInNoBranch(spec: SpecValidator, view: SchemaView, valid: Record<string, unknown>): unknown[] {
  const branches = view.groups.flat().map((branch) => viewSchema(spec.document, branch))
  const needed = branches.flatMap(({ required }) => required.map(({ value }) => value))
  const samples = sampleView(spec, view).filter(isRecord)
  return [
    Object.fromEntries(Object.entries(valid).filter(([key]) => !needed.includes(key))),
    ...samples.map((sample) => ({ ...sample, ...valid })),
  ]
}

/** Null is the one wrong type that programs send without meaning to. */
function nullViolation(view: SchemaView): Violating[] {
  const constraint = view.constraints.find(({ keyword }) => keyword === 'type')
  return constraint ? [{ kind: 'type', pointer: constraint.pointer, what: 'null', candidates: [null] }] : []
}

/** Formats that every validator here enforces, and of which no valid value looks like the one that violates them. */
const ENFORCED_FORMATS = ['date', 'date-time', 'email', 'ipv4', 'ipv6', 'uri', 'uuid']

function valueOfNoType(types: readonly string[]): unknown {
  const candidates: [type: string, value: unknown][] = [
    ['string', 'of another type'],
    ['integer', 7],
    ['boolean', true],
    ['array', []],
    ['object', {}],
  ]
  return candidates.find(([type]) => !types.includes(type) && !(type === 'integer' && types.includes('number')))?.[1]
}

function fraction(view: SchemaView): number {
  return Number(constraintOf(view, 'minimum') ?? 0) + 0.5
}

function distanceOf(view: SchemaView): number {
  const multiple = constraintOf(view, 'multipleOf')
  return typeof multiple === 'number' ? multiple : typesOf(view)[0] === 'integer' ? 1 : STEP
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number'
}
