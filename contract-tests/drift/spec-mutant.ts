import type { JsonSchema } from '../engine/json-schema.ts'
import { nodeAt, placesBelow, type Place } from './places.ts'

type Document = Record<string, unknown>

/** A document that differs from an effective spec in one thing. */
export interface SpecMutant {
  operator: string
  /** JSON pointer of what was changed, in the original. */
  pointer: string
  /** What was changed there, in words. */
  detail: string
  /** Makes the changed document. */
  document: () => Document
}

/** One systematic way to change a document. */
export interface SpecOperator {
  id: string
  /** Every place of a document where it can be done, changed. */
  mutants: (document: Document) => SpecMutant[]
}

/** A change of one schema: what it is, and the change itself on a copy of the place, and of the whole document. */
export type SchemaChange = [detail: string, change: (place: Place, copy: Document) => void]

/** Where the roots of an operation's schemas stand. */
export type RootsOf = (document: Document) => string[]

/**
 * An operator on schemas. `changesOf` names the changes that can be made at a place; none where there is nothing to
 * change. A place that several roots share is changed once.
 */
export function schemaOperator(
  id: string,
  rootsOf: RootsOf,
  changesOf: (place: Place) => SchemaChange[],
): SpecOperator {
  return {
    id,
    mutants: (document) => {
      const places = rootsOf(document).flatMap((root) => placesBelow(document, root))
      const distinct = new Map(places.map((place) => [place.pointer, place]))
      return [...distinct.values()].flatMap((place) => {
        return changesOf(place).map(([detail, change]) => ({
          operator: id,
          pointer: place.pointer,
          detail,
          document: () => {
            const copy = structuredClone(document)
            change(placeIn(copy, place), copy)
            return copy
          },
        }))
      })
    },
  }
}

/** An operator on anything else of a document. */
export function documentOperator(
  id: string,
  changesOf: (
    document: Document,
  ) => [pointer: string, detail: string, change: (node: Document, copy: Document) => void][],
): SpecOperator {
  return {
    id,
    mutants: (document) =>
      changesOf(document).map(([pointer, detail, change]) => ({
        operator: id,
        pointer,
        detail,
        document: () => {
          const copy = structuredClone(document)
          change(nodeAt(copy, pointer), copy)
          return copy
        },
      })),
  }
}

function placeIn(document: Document, { pointer, parent, ...hanging }: Place): Place {
  const schemaIn = (at: string): JsonSchema => nodeAt(document, at)
  const parentIn = parent && { pointer: parent.pointer, schema: schemaIn(parent.pointer) }
  return { ...hanging, pointer, schema: schemaIn(pointer), parent: parentIn }
}
