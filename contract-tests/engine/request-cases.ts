import type { ChatOperation } from './chat-operation.ts'
import { invalidValues, schemaAt } from './invalid-cases.ts'
import type { LocatedSchema } from './json-schema.ts'
import { pairwise } from './pairwise.ts'
import { fullest, isRecord, sampleValues } from './sample-values.ts'
import { viewSchema } from './schema-view.ts'

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
 * examples, conversations, a long text, an undocumented parameter, and every pair of optional parameters.
 */
export function validCases(document: Record<string, unknown>, operation: ChatOperation, model: string): RequestCase[] {
  const bodies = sampleValues(document, schemaAt(operation.requestPointer)).filter(isRecord)
  const view = viewSchema(document, schemaAt(operation.requestPointer))
  const required = view.required.map(({ value }) => String(value))
  const [first = {}] = bodies
  const requiredOnly = pick(first, required)
  const optional = Object.keys(first).filter((key) => !required.includes(key) && key !== 'stream')
  const factors = optional.map((key) => {
    return [key, distinct(bodies.map((body) => body[key])).slice(0, PAIRED_VALUES)] as const
  })
  const cases: RequestCase[] = [
    { name: 'required parameters only', body: requiredOnly },
    ...numbered('every documented parameter, variant', withOptional(bodies, required)),
    ...numbered('documented example', operation.requestExamples),
    ...conversations(document, view.properties.get('messages')).map(({ name, messages }) => ({
      name,
      body: { ...requiredOnly, messages },
    })),
    ...longText(requiredOnly),
    // Open objects are the normal case: what the docs do not list yet has to pass.
    ...undocumentedKeys(document, operation, bodies),
    ...numbered(
      'pairs of parameters',
      pairwise(Object.fromEntries(factors)).map((chosen) => ({ ...requiredOnly, ...chosen })),
    ),
  ]
  return cases.map(({ name, body }) => ({ name, body: forModel(body, operation, model) }))
}

/** For every constraint of the request's schema one request that violates it, made from a valid one. */
export function invalidCases(
  document: Record<string, unknown>,
  operation: ChatOperation,
  valid: Record<string, unknown>,
  isAllowed: (value: unknown) => boolean,
): InvalidRequestCase[] {
  return invalidValues(document, schemaAt(operation.requestPointer), valid, isAllowed).flatMap(
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
function conversations(document: Record<string, unknown>, messages: LocatedSchema | undefined) {
  const items = messages && viewSchema(document, messages).items
  const role = items && viewSchema(document, items).properties.get('role')
  if (!items || !role) return []
  const samples = sampleValues(document, items).filter(isRecord)
  const roles = sampleValues(document, role)
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
  document: Record<string, unknown>,
  { requestPointer }: ChatOperation,
  bodies: readonly Record<string, unknown>[],
): RequestCase[] {
  const body = widen(document, schemaAt(requestPointer), fullest(bodies))
  return isRecord(body) ? [{ name: 'an undocumented key in every object', body }] : []
}

function widen(document: Record<string, unknown>, reference: LocatedSchema, value: unknown): unknown {
  const view = viewSchema(document, reference)
  if (Array.isArray(value))
    return view.items ? value.map((item) => widen(document, view.items ?? reference, item)) : value
  if (!isRecord(value)) return value
  const entries = Object.entries(value).map(([key, item]) => {
    const property = view.properties.get(key)
    return [key, property ? widen(document, property, item) : item] as const
  })
  const isWidened = view.isOpen && view.branches.length === 0
  return { ...Object.fromEntries(entries), ...(isWidened && { not_documented: 'x' }) }
}

/** The first message whose content is a text, with a long one. */
function longText(body: Record<string, unknown>): RequestCase[] {
  const { messages } = body
  if (!Array.isArray(messages)) return []
  const [first, ...others] = messages as unknown[]
  if (!isRecord(first) || typeof first['content'] !== 'string') return []
  return [{ name: 'a long text', body: { ...body, messages: [{ ...first, content: LONG_TEXT }, ...others] } }]
}

function withOptional(bodies: readonly Record<string, unknown>[], required: readonly string[]) {
  return bodies.filter((body) => Object.keys(body).length > required.length)
}

function numbered(name: string, bodies: readonly Record<string, unknown>[]): RequestCase[] {
  return bodies.map((body, index) => ({ name: `${name} ${String(index + 1)}`, body }))
}

function pick(body: Record<string, unknown>, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(body).filter(([key]) => keys.includes(key)))
}

function distinct(values: readonly unknown[]): unknown[] {
  const known = new Map(values.filter((value) => value !== undefined).map((value) => [JSON.stringify(value), value]))
  return [...known.values()]
}
