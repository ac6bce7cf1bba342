import { toPointer } from './json-pointer.ts'
import { targetOf } from './reference-target.ts'

/** The keywords of JSON Schema 2020-12 that cases are derived from. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, JsonSchema>
  patternProperties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema | boolean
  unevaluatedProperties?: JsonSchema | boolean
  propertyNames?: JsonSchema
  required?: string[]
  dependentRequired?: Record<string, string[]>
  dependentSchemas?: Record<string, JsonSchema>
  minProperties?: number
  maxProperties?: number
  items?: JsonSchema
  prefixItems?: JsonSchema[]
  contains?: JsonSchema
  minContains?: number
  maxContains?: number
  oneOf?: JsonSchema[]
  anyOf?: JsonSchema[]
  allOf?: JsonSchema[]
  not?: JsonSchema
  if?: JsonSchema
  then?: JsonSchema
  else?: JsonSchema
  minimum?: number
  maximum?: number
  exclusiveMinimum?: number
  exclusiveMaximum?: number
  multipleOf?: number
  minItems?: number
  maxItems?: number
  uniqueItems?: boolean
  minLength?: number
  maxLength?: number
  pattern?: string
  format?: string
  default?: unknown
  example?: unknown
  examples?: unknown[]
}

/** A schema, and the JSON pointer where it stands. */
export interface LocatedSchema {
  schema: JsonSchema
  pointer: string
  /** What else the same value has to obey: two parts of an `allOf` may both describe one property. */
  also?: readonly LocatedSchema[]
}

/** Follows `$ref` within the document, however often; a schema that is no reference stays where it is. */
export function resolveReference(document: Record<string, unknown>, { schema, pointer }: LocatedSchema): LocatedSchema {
  return schema.$ref === undefined ? { schema, pointer } : resolveReference(document, targetOf(document, schema.$ref))
}

/** The schema that a reference leads to. */
export function resolveSchema(document: Record<string, unknown>, schema: JsonSchema): JsonSchema {
  return resolveReference(document, { schema, pointer: '' }).schema
}

/** The pointer of the schema that a value's path leads to, or of the innermost one on the way that is there. */
export function pointerOfPath(document: Record<string, unknown>, root: LocatedSchema, path: readonly string[]): string {
  const { schema, pointer } = resolveReference(document, root)
  const [key, ...rest] = path
  if (key === undefined) return pointer
  const property = schema.properties?.[key]
  if (property)
    return pointerOfPath(document, { schema: property, pointer: pointer + toPointer(['properties', key]) }, rest)
  if (schema.items && /^\d+$/.test(key)) {
    return pointerOfPath(document, { schema: schema.items, pointer: `${pointer}/items` }, rest)
  }
  return pointer
}
