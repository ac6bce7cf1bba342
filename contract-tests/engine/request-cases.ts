import type { ChatOperation } from './chat-operation.ts'
import { toPointer } from './json-pointer.ts'
import { resolveReference, type JsonSchema, type LocatedSchema } from './json-schema.ts'
import { sampleValues, typeOf } from './sample-values.ts'

/** A request derived from a schema. */
export interface RequestCase {
  name: string
  body: Record<string, unknown>
}

/** A request that violates one constraint, and no other. */
export interface InvalidRequestCase extends RequestCase {
  /** JSON pointer of the violated constraint. */
  pointer: string
}

/** Valid requests to one model: the required parameters alone, then all of them, until every sample was in one. */
export function validCases(document: Record<string, unknown>, operation: ChatOperation, model: string): RequestCase[] {
  const bodies = sampleValues(document, operation.requestSchema) as Record<string, unknown>[]
  const required = operation.requestSchema.required ?? []
  const forModel = (body: Record<string, unknown>) => {
    // Streams have a check of their own.
    const isStreamDocumented = 'stream' in operation.properties && 'stream' in body
    return { ...body, ...(isStreamDocumented && { stream: false }), ...('model' in body && { model }) }
  }
  const requiredOnly = Object.fromEntries(Object.entries(bodies[0] ?? {}).filter(([key]) => required.includes(key)))
  return [
    { name: 'required parameters only', body: forModel(requiredOnly) },
    ...bodies
      .filter((body) => Object.keys(body).length > required.length)
      .map((body, index) => ({
        name: `every documented parameter, variant ${String(index + 1)}`,
        body: forModel(body),
      })),
  ]
}

/** For every constraint of the request's schema one request that violates it, made from a valid one. */
export function invalidCases(
  document: Record<string, unknown>,
  operation: ChatOperation,
  valid: RequestCase,
): InvalidRequestCase[] {
  const cases: InvalidRequestCase[] = []
  const visit = (reference: LocatedSchema, path: string, value: unknown, replace: Replace): void => {
    const { schema, pointer } = resolveReference(document, reference)
    for (const { keyword, value: violation, what } of violationsOf(schema, value)) {
      const body = replace(violation) as Record<string, unknown>
      cases.push({ name: `${path || 'body'}: ${what}`, pointer: `${pointer}/${keyword}`, body })
    }
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      if (!isRecord(value) || !(key in value)) continue
      const at = pointer + toPointer(['properties', key])
      visit({ schema: property, pointer: at }, path ? `${path}.${key}` : key, value[key], (next) =>
        replace({ ...value, [key]: next }),
      )
    }
    if (schema.items && Array.isArray(value) && value.length > 0) {
      const [first, ...others] = value as unknown[]
      visit({ schema: schema.items, pointer: `${pointer}/items` }, `${path}[]`, first, (next) =>
        replace([next, ...others]),
      )
    }
  }
  const root = { schema: operation.requestSchema, pointer: operation.requestPointer }
  visit(root, '', valid.body, (body) => body)
  return cases
}

/** Puts another value in the place that is being visited and gives the whole body. */
type Replace = (value: unknown) => unknown

interface Violation {
  keyword: string
  what: string
  value: unknown
}

function violationsOf(schema: JsonSchema, value: unknown): Violation[] {
  const { required = [], minimum, maximum, minItems, maxItems, minLength, maxLength } = schema
  const violations: Violation[] = required.map((key, index) => ({
    keyword: `required/${String(index)}`,
    what: `without ${key}`,
    value: isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) : value,
  }))
  const add = (keyword: keyof JsonSchema, what: string, violation: unknown): void => {
    if (schema[keyword] !== undefined) violations.push({ keyword, what, value: violation })
  }
  const branch = schema.oneOf ? 'oneOf' : 'anyOf'
  add('enum', 'outside the enum', 'not-documented')
  add('minimum', 'below the minimum', (minimum ?? 0) - 1)
  add('maximum', 'above the maximum', (maximum ?? 0) + 1)
  add('minItems', 'too few items', Array.isArray(value) ? value.slice(0, (minItems ?? 1) - 1) : [])
  add(
    'maxItems',
    'too many items',
    Array.from({ length: (maxItems ?? 0) + 1 }, () => firstOf(value)),
  )
  add('minLength', 'too short', 'x'.repeat((minLength ?? 1) - 1))
  add('maxLength', 'too long', 'x'.repeat((maxLength ?? 0) + 1))
  add(branch, 'in no branch', 7)
  if (schema.type === 'integer') add('type', 'not an integer', (minimum ?? 0) + 0.5)
  // At the root another type is no JSON body of this operation, which is the business of the fault server.
  if (!schema.enum && !schema.properties?.['model']) add('type', 'of another type', wrongType(schema))
  return violations
}

/** No schema of these allows both. */
function wrongType(schema: JsonSchema): unknown {
  return typeOf(schema) === 'string' ? 7 : 'of another type'
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
