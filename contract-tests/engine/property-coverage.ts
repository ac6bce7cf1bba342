import { resolveSchema, type JsonSchema } from './json-schema.ts'

/** Which documented properties have been seen. */
export interface PropertyCoverage {
  /** Marks every property that a value holds. */
  see: (value: unknown) => void
  /** JSON pointers of the properties that no value held. */
  unseen: () => string[]
  /** How many properties there are. */
  count: number
}

/** Lists every property below a schema, through arrays, references and branches. */
export function createPropertyCoverage(
  document: Record<string, unknown>,
  schema: JsonSchema,
  pointer: string,
): PropertyCoverage {
  const pointers = new Map<string, string>()
  collect(document, schema, pointer, '', pointers)
  const seen = new Set<string>()
  return {
    see: (value) => {
      mark(value, '', seen)
    },
    unseen: () => [...pointers].filter(([path]) => !seen.has(path)).map(([, found]) => found),
    count: pointers.size,
  }
}

/** A schema that contains itself documents the same properties again; a few levels show them all. */
const MAX_DEPTH = 12

function collect(
  document: Record<string, unknown>,
  reference: JsonSchema,
  pointer: string,
  path: string,
  pointers: Map<string, string>,
): void {
  if (path.split('/').length > MAX_DEPTH) return
  const schema = resolveSchema(document, reference)
  const at = reference.$ref?.slice(1) ?? pointer
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    const propertyPointer = `${at}/properties/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`
    pointers.set(`${path}/${key}`, propertyPointer)
    collect(document, property, propertyPointer, `${path}/${key}`, pointers)
  }
  if (schema.items) collect(document, schema.items, `${at}/items`, `${path}/*`, pointers)
  for (const keyword of ['oneOf', 'anyOf', 'allOf'] as const) {
    for (const [index, branch] of (schema[keyword] ?? []).entries()) {
      collect(document, branch, `${at}/${keyword}/${String(index)}`, path, pointers)
    }
  }
}

function mark(value: unknown, path: string, seen: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) mark(item, `${path}/*`, seen)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) {
      seen.add(`${path}/${key}`)
      mark(item, `${path}/${key}`, seen)
    }
  }
}
