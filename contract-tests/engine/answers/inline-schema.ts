import { fromPointer } from '../json-pointer.ts'
import { UnusableSpecError } from '../validator.ts'

/** A JSON Schema object with whatever keywords it has. */
export type OpenSchema = Record<string, unknown>

/** How often a schema may stand within itself. */
const MAX_NESTING = 2

/** A schema that branches into itself would grow without end. */
const MAX_NODES = 5_000

/** Ceilings of what a generator is asked for; what a document wants beyond them cannot be made. */
const CEILINGS: Record<string, number> = { minItems: 20, minLength: 1_000, minProperties: 20, minContains: 20 }

/** How far above its least size something grows. */
const GROWTH: Record<string, [least: string, by: number]> = {
  maxItems: ['minItems', 3],
  maxLength: ['minLength', 20],
  maxProperties: ['minProperties', 3],
}

/** Keywords that constrain nothing. A generator may take them for more than they are. */
const ANNOTATIONS = ['title', 'description', 'default', 'example', 'examples', 'deprecated', 'readOnly', 'writeOnly']
const IGNORED = new Set([...ANNOTATIONS, 'xml', 'externalDocs', 'discriminator', '$comment', '$schema', '$defs'])

const BY_NAME = new Set(['properties', 'patternProperties', 'dependentSchemas'])
const LISTS = new Set(['allOf', 'anyOf', 'oneOf', 'prefixItems'])
const SINGLE = new Set(['items', 'additionalProperties', 'propertyNames', 'contains', 'not', 'if', 'then', 'else'])

/**
 * A schema without references, without annotations and of modest sizes. Where it contains itself, what is optional is
 * left out after a few levels, so that a generator always comes to an end.
 */
export function inlineSchema(document: Record<string, unknown>, pointer: string): OpenSchema {
  let nodes = 0

  /** Undefined where the schema has been entered too often on this way. */
  const inline = (schema: unknown, trail: readonly string[]): OpenSchema | boolean | undefined => {
    nodes += 1
    if (nodes > MAX_NODES) return undefined
    if (typeof schema === 'boolean') return schema
    const { $ref, ...own } = schema as OpenSchema
    const keywords = Object.entries(own).filter(([keyword]) => !IGNORED.has(keyword) && !keyword.startsWith('x-'))
    const rest = () => Object.fromEntries(keywords.flatMap(([keyword, value]) => copy(keyword, value, trail)))
    if (typeof $ref !== 'string') return withCeilings(rest())
    if (trail.filter((step) => step === $ref).length >= MAX_NESTING) return undefined
    const target = inline(valueAt(document, $ref.slice(1)), [...trail, $ref])
    return target === undefined || keywords.length === 0 ? target : { allOf: [target, withCeilings(rest())] }
  }

  const copy = (keyword: string, value: unknown, trail: readonly string[]): [string, unknown][] => {
    if (BY_NAME.has(keyword)) {
      const entries = Object.entries(value as OpenSchema).map(([key, schema]) => [key, inline(schema, trail)] as const)
      return [[keyword, Object.fromEntries(entries.filter(([, schema]) => schema !== undefined))]]
    }
    if (LISTS.has(keyword)) {
      const branches = (value as unknown[]).map((branch) => inline(branch, trail)).filter((one) => one !== undefined)
      return branches.length === 0 ? [] : [[keyword, branches]]
    }
    if (!SINGLE.has(keyword)) return [[keyword, value]]
    const schema = inline(value, trail)
    if (schema === undefined) return keyword === 'items' ? [['maxItems', 0]] : []
    return [[keyword, schema]]
  }

  const inlined = inline({ $ref: `#${pointer}` }, [])
  return typeof inlined === 'object' ? inlined : {}
}

function withCeilings(schema: OpenSchema): OpenSchema {
  const modest = { ...schema }
  for (const [keyword, ceiling] of Object.entries(CEILINGS)) {
    if (keyword in modest) modest[keyword] = Math.min(Number(modest[keyword]), ceiling)
  }
  for (const [keyword, [least, by]] of Object.entries(GROWTH)) {
    if (keyword in modest) modest[keyword] = Math.min(Number(modest[keyword]), Number(modest[least] ?? 0) + by)
  }
  return modest
}

function valueAt(document: Record<string, unknown>, pointer: string): unknown {
  const value = fromPointer(pointer).reduce<unknown>(
    (node, key) => (node as Record<string, unknown> | undefined)?.[key],
    document,
  )
  if (typeof value === 'boolean' || (typeof value === 'object' && value !== null)) return value
  throw new UnusableSpecError(`no schema stands at ${pointer}`)
}
