import { toPointer } from '../../../contract-tests/engine/json-pointer.ts'
import { resolveReference, type LocatedSchema } from '../../../contract-tests/engine/json-schema.ts'
import type { OpenApiDocument } from '../overlays.ts'
import type { ChatPage } from './site-pages.ts'

/** One place of what an operation documents. */
export interface SchemaPlace extends LocatedSchema {
  /** In a reader's words: `request messages[].content`. */
  name: string
}

/** A schema that contains itself has no end. */
const MAX_DEPTH = 12

/** Every place of a page's request, completion and errors, through references, properties and items. */
export function listPlaces({ operation }: ChatPage, document: OpenApiDocument): SchemaPlace[] {
  const places: SchemaPlace[] = []
  const visit = (place: SchemaPlace, depth: number) => {
    const located = resolveReference(document, place)
    places.push({ ...located, name: place.name })
    if (depth > MAX_DEPTH) return
    const { schema, pointer } = located
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      const name = `${place.name}${depth === 0 ? ' ' : '.'}${key}`
      visit({ name, schema: property, pointer: pointer + toPointer(['properties', key]) }, depth + 1)
    }
    if (schema.items) visit({ name: `${place.name}[]`, schema: schema.items, pointer: `${pointer}/items` }, depth + 1)
  }
  for (const { name, pointer } of rootsOf(operation)) visit({ name, schema: { $ref: `#${pointer}` }, pointer }, 0)
  return places
}

function rootsOf({ requestPointer, answers }: ChatPage['operation']) {
  return [
    { name: 'request', pointer: requestPointer },
    ...answers.map(({ status, schemaPointer }) => {
      return { name: status < 300 ? 'completion' : `error ${String(status)}`, pointer: schemaPointer }
    }),
  ]
}

/** Whether a place is named, or stands within one that is. */
export function isAtOrBelow(name: string, ancestor: string): boolean {
  return name === ancestor || [' ', '.', '['].some((separator) => name.startsWith(ancestor + separator))
}
