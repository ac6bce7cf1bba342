import { fromPointer, toPointer } from '../engine/json-pointer.ts'
import { resolveReference, type JsonSchema, type LocatedSchema } from '../engine/json-schema.ts'

/** One schema below another, and how it hangs there. */
export interface Place extends LocatedSchema {
  /** The name that it has among its parent's properties; undefined for items, branches and the root. */
  key: string | undefined
  /** The schema that it is a property of. */
  parent: LocatedSchema | undefined
  isRequired: boolean
  /** Keys that lead to its values from the root's; `*` for the items of a list. */
  path: readonly string[]
}

/** Every schema below one, itself included, each of them once, through references, items, properties and branches. */
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
      const itemPath = keys[0] === 'items' ? [...path, '*'] : path
      visit({ schema: part, pointer: pointer + toPointer(keys) }, { ...LOOSE, path: itemPath })
    }
  }
  visit({ schema: { $ref: `#${rootPointer}` }, pointer: rootPointer }, { ...LOOSE, path: [] })
  return [...places.values()]
}

const LOOSE = { key: undefined, parent: undefined, isRequired: false }

function partsOf(schema: JsonSchema): [keys: (string | number)[], part: JsonSchema][] {
  const branches = (['oneOf', 'anyOf', 'allOf'] as const).flatMap((keyword) => {
    return (schema[keyword] ?? []).map((part, index): [(string | number)[], JsonSchema] => [[keyword, index], part])
  })
  return [...(schema.items ? [[['items'], schema.items] as [string[], JsonSchema]] : []), ...branches]
}

/** The node of a document at a JSON pointer. */
export function nodeAt(document: Record<string, unknown>, pointer: string): Record<string, unknown> {
  return fromPointer(pointer).reduce((node, key) => node[key] as Record<string, unknown>, document)
}
