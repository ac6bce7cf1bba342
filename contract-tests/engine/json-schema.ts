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

/** A schema, and the JSON pointer where it stands. */
export interface LocatedSchema {
  schema: JsonSchema
  pointer: string
}

/** Follows `$ref` within the document, however often; a schema that is no reference stays where it is. */
export function resolveReference(document: Record<string, unknown>, { schema, pointer }: LocatedSchema): LocatedSchema {
  if (schema.$ref === undefined) return { schema, pointer }
  const target = schema.$ref
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document)
  if (!target) throw new TypeError(`${schema.$ref} does not exist in the document`)
  return resolveReference(document, { schema: target, pointer: schema.$ref.slice(1) })
}

/** The schema that a reference leads to. */
export function resolveSchema(document: Record<string, unknown>, schema: JsonSchema): JsonSchema {
  return resolveReference(document, { schema, pointer: '' }).schema
}
