import { isDeepStrictEqual } from 'node:util'
import type { ChatOperation } from './chat-operation.ts'
import { constraintOf } from './constraint-of.ts'
import { invalidValues, schemaAt } from './invalid-cases.ts'
import { distinct, fullest, isRecord } from './json-value.ts'
import type { LocatedSchema } from './json-schema.ts'
import { pairwise } from './pairwise.ts'
import { isNamed } from './proven-samples.ts'
import { sampleValues } from './sample-values.ts'
import { itemAt, propertyAt, type SchemaView } from './schema-view.ts'
import type { SpecValidator } from './validator.ts'
import { viewSchema } from './view-schema.ts'

/** A request derived from a schema. */
export interface RequestCase {
  name: string
  body: Record<string, unknown>
}

/** A request that violates one constraint, and no other. */
export interface InvalidRequestCase extends RequestCase {
  /** JSON pointer of the violated constraint. */
  pointer: string
  /** The keyword that is violated. */
  kind: string
}

/** How long the one long text is: a prompt of this size is nothing special. */
const LONG_TEXT = '很长的提示。'.repeat(5_000)

/** So many values of a parameter take part in the combinations. */
const PAIRED_VALUES = 2

/**
 * Valid requests to one model: the required parameters alone, all of them until every sample was in one, the documented
 * examples, conversations, a long text, an undocumented parameter, and every pair of optional parameters. What the schema
 * refuses is left out, unless the document itself shows it; the first one stays in any case.
 */
export function validCases(spec: SpecValidator, operation: ChatOperation, model: string): RequestCase[] {
  const { document } = spec
  const root = schemaAt(operation.requestPointer)
  const view = viewSchema(document, root)
  const bodies = sampleValues(spec, root).filter(isRecord)
  const requiredOnly = smallestBody(spec, operation, view, bodies)
  const documented = distinct([...operation.requestExamples, ...view.named.filter(isRecord)]) as Body[]
  const made = [
    { name: 'required parameters only', body: requiredOnly },
    ...numbered('every documented parameter, variant', withOptional(bodies, requiredOnly)),
    ...numbered('documented example', documented),
    ...conversations(spec, view.properties.get('messages')).map(({ name, messages }) => ({
      name,
      body: { ...requiredOnly, messages },
    })),
    ...longText(requiredOnly),
    // Open objects are the normal case: what the docs do not list yet has to pass.
    ...undocumentedKeys(spec, operation, bodies),
    ...numbered('pairs of parameters', pairsOf(bodies, requiredOnly)),
  ]
  const cases = made.map(({ name, body }) => ({ name, body: forModel(body, operation, model) }))
  return cases.filter(({ name, body }, index) => {
    const violations = spec.violations(operation.requestPointer, body)
    const isDocumented = index === 0 || name.startsWith('documented example')
    return isDocumented || violations.length === 0 || isNamed(document, view, body, violations)
  })
}

type Body = Record<string, unknown>

/** The required parameters alone, or the least that is allowed where other keywords ask for more. */
function smallestBody(spec: SpecValidator, operation: ChatOperation, view: SchemaView, bodies: readonly Body[]): Body {
  const required = view.required.map(({ value }) => String(value))
  const requiredOnly = pick(bodies[0] ?? {}, required)
  const isAllowed = (body: Body) => spec.violations(operation.requestPointer, body).length === 0
  const allowed = [requiredOnly, ...bodies].filter(isAllowed)
  return allowed.toSorted((one, other) => Object.keys(one).length - Object.keys(other).length)[0] ?? requiredOnly
}

function pairsOf(bodies: readonly Body[], requiredOnly: Body): Body[] {
  const keys = new Set(bodies.flatMap((body) => Object.keys(body)))
  const optional = [...keys].filter((key) => !(key in requiredOnly) && key !== 'stream')
  const factors = optional.map((key) => {
    const values = bodies.map((body) => body[key]).filter((value) => value !== undefined)
    return [key, distinct(values).slice(0, PAIRED_VALUES)] as const
  })
  return pairwise(Object.fromEntries(factors)).map((chosen) => ({ ...requiredOnly, ...chosen }))
}

/** For every constraint of the request's schema one request that violates it, made from a valid one. */
export function invalidCases(
  spec: SpecValidator,
  operation: ChatOperation,
  valid: Record<string, unknown>,
): InvalidRequestCase[] {
  const isAllowed = (body: unknown) => spec.violations(operation.requestPointer, body).length === 0
  return invalidValues(spec, schemaAt(operation.requestPointer), valid, isAllowed).flatMap(
    // Another type of body is nothing that a client can be asked to send.
    ({ value, ...others }) => (isRecord(value) ? [{ ...others, body: value }] : []),
  )
}

/** Streams have a check of their own. */
function forModel(body: Record<string, unknown>, operation: ChatOperation, model: string): Record<string, unknown> {
  const isStreamDocumented = 'stream' in operation.properties && 'stream' in body
  return { ...body, ...(isStreamDocumented && { stream: false }), ...('model' in body && { model }) }
}

/** Several turns, in the orders that conversations have, as far as their roles are documented. */
function conversations(spec: SpecValidator, messages: LocatedSchema | undefined) {
  const items = messages && viewSchema(spec.document, messages).items
  const role = items && viewSchema(spec.document, items).properties.get('role')
  if (!items || !role) return []
  const samples = sampleValues(spec, items).filter(isRecord)
  const roles = sampleValues(spec, role)
  const message = (name: string) => ({
    ...(samples.find((sample) => sample['role'] === name) ?? samples[0]),
    role: name,
  })
  return TURNS.filter((turn) => turn.every((name) => roles.includes(name))).map((turn) => {
    return { name: `turns: ${turn.join(', ')}`, messages: turn.map(message) }
  })
}

const TURNS = [
  ['user', 'assistant', 'user'],
  ['system', 'user'],
  ['system', 'user', 'assistant', 'user', 'assistant', 'user'],
  ['user', 'assistant', 'tool', 'assistant', 'user'],
]

/** The fullest body, with one more key in every object that may have one. */
function undocumentedKeys(
  spec: SpecValidator,
  { requestPointer }: ChatOperation,
  bodies: readonly Record<string, unknown>[],
): RequestCase[] {
  const body = widen(spec, schemaAt(requestPointer), fullest(bodies))
  return isRecord(body) ? [{ name: 'an undocumented key in every object', body }] : []
}

function widen(spec: SpecValidator, reference: LocatedSchema, value: unknown): unknown {
  const view = viewSchema(spec.document, reference)
  const widenAt = (place: LocatedSchema | undefined, item: unknown) => (place ? widen(spec, place, item) : item)
  if (Array.isArray(value)) return value.map((item, index) => widenAt(itemAt(view, index), item))
  if (!isRecord(value)) return value
  const entries = Object.entries(value).map(([key, item]) => [key, widenAt(propertyAt(view, key), item)] as const)
  const isWidened =
    view.isOpen && view.groups.length === 0 && NAMING.every((keyword) => constraintOf(view, keyword) === undefined)
  const added = view.additional ? sampleValues(spec, view.additional)[0] : 'x'
  return { ...Object.fromEntries(entries), ...(isWidened && added !== undefined && { not_documented: added }) }
}

/** Keywords that say how keys are called, or how many there may be. */
const NAMING = ['patternProperties', 'propertyNames', 'maxProperties', 'unevaluatedProperties'] as const

/** The first message whose content is a text, with a long one. */
function longText(body: Record<string, unknown>): RequestCase[] {
  const { messages } = body
  if (!Array.isArray(messages)) return []
  const [first, ...others] = messages as unknown[]
  if (!isRecord(first) || typeof first['content'] !== 'string') return []
  return [{ name: 'a long text', body: { ...body, messages: [{ ...first, content: LONG_TEXT }, ...others] } }]
}

function withOptional(bodies: readonly Body[], requiredOnly: Body) {
  return bodies.filter((body) => !isDeepStrictEqual(body, requiredOnly))
}

function numbered(name: string, bodies: readonly Record<string, unknown>[]): RequestCase[] {
  return bodies.map((body, index) => ({ name: `${name} ${String(index + 1)}`, body }))
}

function pick(body: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([key]) => keys.includes(key)))
}
