import { isRecord, MAX_ITEMS, MAX_LENGTH, STEP } from './sample-values.ts'
import { constraintOf, typeOf, type Constraint, type SchemaView } from './schema-view.ts'

/** A value that violates one constraint. */
export interface ViolatingValue {
  /** The keyword that is violated; several may stand for one kind, such as each key of `required`. */
  kind: string
  /** JSON pointer of the constraint. */
  pointer: string
  what: string
  value: unknown
}

/**
 * For each constraint of a schema's own place values that violate it and, as far as can be told, no other. A valid value
 * of that place is needed to start from. A constraint whose sizes no request has gives none.
 */
export function violatingValues(view: SchemaView, valid: unknown): ViolatingValue[] {
  const own = view.constraints.flatMap((constraint) => {
    return (violate[constraint.keyword]?.(constraint, view, valid) ?? []).map(([what, value]) => {
      return { kind: constraint.keyword, pointer: constraint.pointer, what, value }
    })
  })
  return [...(isRecord(valid) ? withoutRequired(view, valid) : []), ...own, ...nullViolation(view)]
}

function withoutRequired(view: SchemaView, valid: Record<string, unknown>): ViolatingValue[] {
  return view.required.map(({ value: key, pointer }) => ({
    kind: 'required',
    pointer,
    what: `without ${String(key)}`,
    value: Object.fromEntries(Object.entries(valid).filter(([name]) => name !== key)),
  }))
}

type Violate = (constraint: Constraint, view: SchemaView, valid: unknown) => [what: string, value: unknown][]

const violate: Partial<Record<string, Violate>> = {
  enum: ({ value }) => [['outside the enum', (value as unknown[]).every(isNumber) ? -987_654 : 'not-documented']],
  const: () => [['not the constant', 'not-documented']],
  minimum: ({ value }, view) => [['below the minimum', Number(value) - distanceOf(view)]],
  maximum: ({ value }, view) => [['above the maximum', Number(value) + distanceOf(view)]],
  exclusiveMinimum: ({ value }) => [['at the exclusive minimum', value]],
  exclusiveMaximum: ({ value }) => [['at the exclusive maximum', value]],
  multipleOf: ({ value }, view) => {
    const low = Number(constraintOf(view, 'minimum') ?? 0)
    const isWhole = typeOf(view) === 'integer'
    return isWhole && value === 1 ? [] : [['no multiple', low + (isWhole ? 1 : Number(value) / 2)]]
  },
  minItems: ({ value }, _, valid) =>
    Array.isArray(valid) && Number(value) > 0 ? [['too few items', valid.slice(0, Number(value) - 1)]] : [],
  maxItems: ({ value }, view, valid) => {
    const item: unknown = Array.isArray(valid) ? valid[0] : undefined
    if (Number(value) > MAX_ITEMS || item === undefined || constraintOf(view, 'uniqueItems')) return []
    return [['too many items', Array.from({ length: Number(value) + 1 }, () => item)]]
  },
  uniqueItems: ({ value }, _, valid) =>
    value === true && Array.isArray(valid) && valid.length > 0 ? [['an item twice', [valid[0], valid[0]]]] : [],
  minLength: ({ value }) => (Number(value) > 0 ? [['too short', 'x'.repeat(Number(value) - 1)]] : []),
  maxLength: ({ value }) => (Number(value) <= MAX_LENGTH ? [['too long', 'x'.repeat(Number(value) + 1)]] : []),
  pattern: ({ value }) => {
    const text = ['', '!', 'no match', '\u0000', 'x'.repeat(300)].find(
      (candidate) => !matches(String(value), candidate),
    )
    return text === undefined ? [] : [['against the pattern', text]]
  },
  format: ({ value }) => (ENFORCED_FORMATS.includes(String(value)) ? [[`no ${String(value)}`, 'not: a [format]']] : []),
  minProperties: ({ value }, view, valid) => {
    const isFree = view.required.length === 0 && isRecord(valid)
    return isFree && Number(value) > 0 ? [['too few keys', {}]] : []
  },
  maxProperties: ({ value }, view, valid) => {
    if (!isRecord(valid) || !view.isOpen || Number(value) > MAX_ITEMS) return []
    const extra = Array.from({ length: Number(value) + 1 }, (_, index) => [`key${String(index)}`, 'x'])
    return [['too many keys', { ...valid, ...(Object.fromEntries(extra) as object) }]]
  },
  additionalProperties: ({ value }, _, valid) => {
    return value === false && isRecord(valid) ? [['an undocumented key', { ...valid, 'not-documented': 1 }]] : []
  },
  type: ({ value }, view) => {
    // What an enum or a constant allows is narrower, and has its own case.
    if (constraintOf(view, 'enum') ?? constraintOf(view, 'const')) return []
    const whole = typeOf(view) === 'integer' ? [['not an integer', fraction(view)] as [string, unknown]] : []
    return [...whole, ['of another type', valueOfNoType([value].flat().map(String))]]
  },
  oneOf: () => IN_NO_BRANCH,
  anyOf: () => IN_NO_BRANCH,
}

/** A branch may allow null after all; a validator has to say. */
const IN_NO_BRANCH: [what: string, value: unknown][] = [
  ['in no branch', 7],
  ['null in no branch', null],
]

/** Null is the one wrong type that programs send without meaning to. */
function nullViolation(view: SchemaView): ViolatingValue[] {
  const constraint = view.constraints.find(({ keyword }) => keyword === 'type')
  const allowed = constraintOf(view, 'enum')
  const isAllowed = view.types.includes('null') && !(Array.isArray(allowed) && !allowed.includes(null))
  if (!constraint || isAllowed) return []
  return [{ kind: 'type', pointer: constraint.pointer, what: 'null', value: null }]
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
  return typeof multiple === 'number' ? multiple : typeOf(view) === 'integer' ? 1 : STEP
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'u').test(text)
}

function isNumber(value: unknown): boolean {
  return typeof value === 'number'
}
