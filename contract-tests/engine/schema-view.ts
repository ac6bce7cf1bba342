import { toPointer } from './json-pointer.ts'
import { resolveReference, type JsonSchema, type LocatedSchema } from './json-schema.ts'

/** All that one place of a document asks of a value: references followed, and the parts of `allOf` taken together. */
export interface SchemaView {
  pointer: string
  /** The types that are allowed; empty where none is named. */
  types: string[]
  /** Each keyword that constrains the value itself, and where it stands. */
  constraints: Constraint[]
  required: Constraint[]
  properties: Map<string, LocatedSchema>
  items: LocatedSchema | undefined
  /** The alternatives of `oneOf` or `anyOf`. */
  branches: LocatedSchema[]
  /** Whether an object may hold keys that are not listed. */
  isOpen: boolean
  /** Values that the document itself names: examples first, then the default. */
  documented: unknown[]
}

/** One keyword of one schema. */
export interface Constraint {
  keyword: keyof JsonSchema
  value: unknown
  pointer: string
}

/** Keywords of which {@link SchemaView.constraints} holds those that are there. */
const CONSTRAINING = [
  ...['enum', 'const', 'minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  ...['minItems', 'maxItems', 'uniqueItems', 'minLength', 'maxLength', 'pattern', 'format'],
  ...['minProperties', 'maxProperties', 'type', 'oneOf', 'anyOf', 'additionalProperties'],
] as (keyof JsonSchema)[]

/** Looks at a schema as a validator does. */
export function viewSchema(document: Record<string, unknown>, reference: LocatedSchema): SchemaView {
  const { schema, pointer } = resolveReference(document, reference)
  const view = viewAlone(schema, pointer)
  for (const [index, part] of (schema.allOf ?? []).entries()) {
    addPart(view, viewSchema(document, { schema: part, pointer: `${pointer}/allOf/${String(index)}` }))
  }
  return view
}

/** The value of a keyword, where a view has it. */
export function constraintOf(view: SchemaView, keyword: keyof JsonSchema): unknown {
  return view.constraints.find((constraint) => constraint.keyword === keyword)?.value
}

/** The first type that a view allows and that is not null; what has properties or items needs no type to be said. */
export function typeOf({ types, properties, items }: SchemaView): string | undefined {
  const implied = properties.size > 0 ? 'object' : items && 'array'
  return types.find((type) => type !== 'null') ?? implied
}

function viewAlone(schema: JsonSchema, pointer: string): SchemaView {
  const branchKeyword = schema.oneOf ? 'oneOf' : 'anyOf'
  const located = (path: (string | number)[], part: JsonSchema) => ({
    schema: part,
    pointer: pointer + toPointer(path),
  })
  const properties = Object.entries(schema.properties ?? {})
  return {
    pointer,
    types: [schema.type ?? []].flat(),
    constraints: CONSTRAINING.flatMap((keyword) => {
      const value = schema[keyword]
      return value === undefined ? [] : [{ keyword, value, pointer: `${pointer}/${keyword}` }]
    }),
    required: (schema.required ?? []).map((key, index) => {
      return { keyword: 'required', value: key, pointer: `${pointer}/required/${String(index)}` }
    }),
    properties: new Map(properties.map(([key, part]) => [key, located(['properties', key], part)])),
    items: schema.items && located(['items'], schema.items),
    branches: (schema[branchKeyword] ?? []).map((branch, index) => located([branchKeyword, index], branch)),
    isOpen: schema.additionalProperties !== false,
    documented: [schema.example, ...(schema.examples ?? []), schema.default].filter((value) => value !== undefined),
  }
}

function addPart(view: SchemaView, part: SchemaView): void {
  view.types = view.types.length > 0 ? view.types : part.types
  view.constraints.push(...part.constraints)
  view.required.push(...part.required)
  for (const [key, property] of part.properties) if (!view.properties.has(key)) view.properties.set(key, property)
  view.items ??= part.items
  view.branches.push(...part.branches)
  view.isOpen &&= part.isOpen
  view.documented.push(...part.documented)
}
