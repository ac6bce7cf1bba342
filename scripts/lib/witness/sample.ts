import { resolveSchema, type JsonSchema } from '../../../contract-tests/engine/json-schema.ts'
import { leavesOf } from './leaves.ts'
import type { OpenApiDocument } from '../overlays.ts'

/** Every value that Mintlify's example of a body holds, by its path with dots. */
export function sampleLeaves(document: OpenApiDocument, body: JsonSchema): Map<string, unknown> {
  return new Map(leavesOf(sampleOf(document, body)).map(({ path, value }) => [path.join('.'), value]))
}

/** The schema's example or default, the first allowed value, or a stand-in for its type. */
function sampleOf(document: OpenApiDocument, reference: JsonSchema): unknown {
  const { example, default: fallback, enum: values, oneOf, ...schema } = resolveSchema(document, reference)
  if (example !== undefined) return example
  if (fallback !== undefined) return fallback
  if (values) return values[0]
  if (oneOf) return sampleOf(document, oneOf[0] ?? {})
  switch (schema.type) {
    case 'string':
      return '<string>'
    case 'integer':
    case 'number':
      return 123
    case 'boolean':
      return true
    case 'array':
      return [sampleOf(document, schema.items ?? {})]
    default: {
      const properties = Object.entries(schema.properties ?? {})
      return Object.fromEntries(properties.map(([key, property]) => [key, sampleOf(document, property)]))
    }
  }
}
