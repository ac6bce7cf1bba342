/** The keywords of JSON Schema 2020-12 that cases are derived from. */
export interface JsonSchema {
  $ref?: string
  type?: string | string[]
  enum?: unknown[]
  const?: unknown
  properties?: Record<string, JsonSchema>
  required?: string[]
  items?: JsonSchema
  oneOf?: JsonSchema[]
  anyOf?: JsonSchema[]
  allOf?: JsonSchema[]
  minimum?: number
  maximum?: number
  minItems?: number
  maxItems?: number
  minLength?: number
  maxLength?: number
  default?: unknown
  example?: unknown
}

/** Follows `$ref` within the document; a schema that is no reference is returned as it is. */
export function resolveSchema(document: Record<string, unknown>, schema: JsonSchema): JsonSchema {
  if (schema.$ref === undefined) return schema
  const target = schema.$ref
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document)
  if (!target) throw new TypeError(`${schema.$ref} does not exist in the document`)
  return resolveSchema(document, target)
}
