import { conjoin } from './conjunction.ts'
import { toPointer } from './json-pointer.ts'
import type { JsonSchema, LocatedSchema } from './json-schema.ts'
import { targetOf } from './reference-target.ts'
import { joinSchemas, type SchemaView } from './schema-view.ts'

/** Keywords of which {@link SchemaView.constraints} holds those that are there. */
const CONSTRAINING = [
  ...['enum', 'const', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minProperties', 'maxProperties', 'type', 'oneOf', 'anyOf', 'additionalProperties'],
  ...['unevaluatedProperties', 'patternProperties', 'propertyNames', 'dependentRequired', 'dependentSchemas'],
  ...['items', 'prefixItems', 'contains', 'minContains', 'maxContains', 'not', 'if'],
] as (keyof JsonSchema)[]

/** Looks at a schema as a validator does. */
export function viewSchema(document: Record<string, unknown>, { schema, pointer, also }: LocatedSchema): SchemaView {
  const { $ref, ...own } = schema
  if (also) {
    const others = also.map((other) => viewSchema(document, other))
    const joined = others.reduce(conjoin, viewSchema(document, { schema, pointer }))
    return { ...joined, pointers: [joined.pointers, ...others.map(({ pointers }) => pointers)].flat() }
  }
  const parts = (own.allOf ?? []).map((part, index) => locate(pointer, ['allOf', index], part))
  if ($ref !== undefined) {
    if (!Object.keys(own).some((keyword) => SPEAKING.has(keyword)))
      return viewSchema(document, targetOf(document, $ref))
    parts.unshift(targetOf(document, $ref))
  }
  return parts.map((part) => viewSchema(document, part)).reduce(conjoin, viewAlone(own, pointer))
}

const DOCUMENTING: (keyof JsonSchema)[] = ['example', 'examples', 'default']

/** Keywords that say something of a value where they stand beside a reference. */
const SPEAKING = new Set<string>([
  ...[...CONSTRAINING, ...DOCUMENTING],
  ...['allOf', 'properties', 'required', 'items'],
])

function viewAlone(schema: JsonSchema, pointer: string): SchemaView {
  const at = (path: (string | number)[], part: JsonSchema | boolean) => locate(pointer, path, part)
  const byName = (keyword: 'properties' | 'patternProperties') => {
    return Object.entries(schema[keyword] ?? {}).map(([key, part]) => [key, at([keyword, key], part)] as const)
  }
  const { additionalProperties } = schema
  const documented = [schema.example, ...(schema.examples ?? []), schema.default].filter((value) => value !== undefined)
  const listed = [...(schema.enum ?? []), ...(schema.const === undefined ? [] : [schema.const])]
  // Keywords that hold more schemas may take some of a list away again, and no contradiction is in that.
  const isNarrowed = NARROWING.some((keyword) => schema[keyword] !== undefined)
  return {
    pointer,
    pointers: [pointer],
    types: [schema.type ?? []].flat(),
    isImpossible: false,
    isJoined: false,
    constraints: CONSTRAINING.flatMap((keyword) => {
      const value = schema[keyword]
      return value === undefined ? [] : [{ keyword, value, pointer: `${pointer}/${keyword}` }]
    }),
    required: (schema.required ?? []).map((key, index) => {
      return { keyword: 'required', value: key, pointer: `${pointer}/required/${String(index)}` }
    }),
    properties: new Map(byName('properties')),
    patterns: byName('patternProperties').map(([key, part]) => ({ pattern: new RegExp(key, 'u'), schema: part })),
    additional:
      typeof additionalProperties === 'object' ? at(['additionalProperties'], additionalProperties) : undefined,
    prefixItems: (schema.prefixItems ?? []).map((part, index) => at(['prefixItems', index], part)),
    items: schema.items === undefined ? undefined : at(['items'], schema.items),
    groups: groupsOf(schema, at),
    isOpen: additionalProperties !== false,
    documented,
    named: [...documented, ...(isNarrowed ? [] : listed)],
  }
}

const NARROWING = ['allOf', 'oneOf', 'anyOf', 'not', 'if'] as const

type Locate = (path: (string | number)[], part: JsonSchema | boolean) => LocatedSchema

function groupsOf(schema: JsonSchema, at: Locate): LocatedSchema[][] {
  const groups = (['oneOf', 'anyOf'] as const).map((keyword) =>
    (schema[keyword] ?? []).map((branch, index) => at([keyword, index], branch)),
  )
  if (schema.if !== undefined) {
    const condition = at(['if'], schema.if)
    const consequence = schema.then === undefined ? condition : joinSchemas(condition, at(['then'], schema.then))
    groups.push([...(consequence ? [consequence] : []), at(['else'], schema.else ?? {})])
  }
  for (const [key, part] of Object.entries(schema.dependentSchemas ?? {})) {
    const holder: LocatedSchema = {
      schema: { required: [key] },
      pointer: '',
      also: [at(['dependentSchemas', key], part)],
    }
    groups.push([holder, { schema: {}, pointer: '' }])
  }
  return groups.filter(({ length }) => length > 0)
}

function locate(pointer: string, path: (string | number)[], part: JsonSchema | boolean): LocatedSchema {
  const schema = typeof part === 'object' ? part : part ? {} : { not: {} }
  return { schema, pointer: pointer + toPointer(path) }
}
