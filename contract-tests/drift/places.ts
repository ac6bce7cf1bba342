import { fromPointer, toPointer } from '../engine/json-pointer.ts'
import { resolveReference, type JsonSchema, type LocatedSchema } from '../engine/json-schema.ts'

/** One schema below another, and how it hangs there. */
export interface Place extends LocatedSchema {
  /** The name that it has among its parent's properties; undefined for items, branches and the root. */
  key: string | undefined
  /** The schema that it is a property of. */
  parent: LocatedSchema | undefined
  isRequired: boolean
  /** Keys that lead to its values from the root's; `*` for the items of a list, and for keys without a name. */
  path: readonly string[]
}

/** Every schema below one, itself included, each of them once, through references and whatever holds schemas. */
export function placesBelow(document: Record<string, unknown>, rootPointer: string): Place[] {
  const places = new Map<string, Place>()
  const visit = (reference: LocatedSchema, hanging: Omit<Place, keyof LocatedSchema>): void => {
    const { schema, pointer } = resolveReference(document, reference)
    if (places.has(pointer)) return
    places.set(pointer, { schema, pointer, ...hanging })
    const { path } = hanging
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      const isRequired = schema.required?.includes(key) === true
      const at = { schema: property, pointer: pointer + toPointer(['properties', key]) }
      visit(at, { key, parent: { schema, pointer }, isRequired, path: [...path, key] })
    }
    for (const [keys, part] of partsOf(schema)) {
      // `items: false` is a schema too, in which nothing can be changed.
      if (typeof part !== 'object') continue
      const partPath = OF_MEMBERS.has(String(keys[0])) ? [...path, '*'] : path
      visit({ schema: part, pointer: pointer + toPointer(keys) }, { ...LOOSE, path: partPath })
    }
  }
  visit({ schema: { $ref: `#${rootPointer}` }, pointer: rootPointer }, { ...LOOSE, path: [] })
  return [...places.values()]
}

const LOOSE = { key: undefined, parent: undefined, isRequired: false }

/** Keywords whose schemas are those of a value's members. */
const OF_MEMBERS = new Set(['items', 'prefixItems', 'additionalProperties', 'patternProperties'])

/** What cases are derived from, and the other keywords that hold schemas. */
interface PartedSchema extends JsonSchema {
  patternProperties?: Record<string, JsonSchema>
  prefixItems?: JsonSchema[]
  not?: JsonSchema
  if?: JsonSchema
  then?: JsonSchema
  else?: JsonSchema
}

type Part = [keys: (string | number)[], part: JsonSchema | boolean | undefined]

function partsOf(schema: PartedSchema): Part[] {
  const single = (...keywords: ('items' | 'additionalProperties' | 'not' | 'if' | 'then' | 'else')[]) => {
    return keywords.map((keyword): Part => [[keyword], schema[keyword]])
  }
  const lists = (['oneOf', 'anyOf', 'allOf', 'prefixItems'] as const).flatMap((keyword) => {
    return (schema[keyword] ?? []).map((part, index): Part => [[keyword, index], part])
  })
  const patterns = Object.entries(schema.patternProperties ?? {})
  return [
    ...single('items'),
    ...lists,
    ...single('additionalProperties'),
    ...patterns.map(([pattern, part]): Part => [['patternProperties', pattern], part]),
    ...single('not', 'if', 'then', 'else'),
  ]
}

/** The node of a document at a JSON pointer. */
export function nodeAt(document: Record<string, unknown>, pointer: string): Record<string, unknown> {
  return fromPointer(pointer).reduce((node, key) => node[key] as Record<string, unknown>, document)
}
