import { canCompareNames, isRenamedField } from './similarity.ts'
import type { Field } from './fields.ts'
import { listSurfaces, type Operation } from './operations.ts'
import type { OpenApiDocument } from '../overlays.ts'
import type { Direction } from './rule-ids.ts'
import { typesOf } from './schema-types.ts'

/** One field, as it was and as it is. */
export interface FieldPair {
  direction: Direction
  before: Field
  after: Field
}

/** The fields of an operation that both documents have, and those that one of them lacks. */
export interface PairedFields {
  pairs: FieldPair[]
  renamed: FieldPair[]
  /** The outermost of what is gone or new; what stands below it goes without saying. */
  removed: { direction: Direction; field: Field }[]
  added: { direction: Direction; field: Field }[]
}

/** Pairs the fields of an operation in two documents. A body or an answer that only one of them has is left out. */
export function pairFields(
  documents: readonly [before: OpenApiDocument, after: OpenApiDocument],
  [before, after]: readonly [Operation, Operation],
): PairedFields {
  const result: PairedFields = { pairs: [], renamed: [], removed: [], added: [] }
  const afterSurfaces = listSurfaces(documents[1], after)
  for (const surface of listSurfaces(documents[0], before)) {
    const counterpart = afterSurfaces.find(({ key }) => key === surface.key)
    if (!counterpart) continue
    addSurface(result, surface.direction, surface.fields, counterpart.fields)
  }
  return result
}

function addSurface(
  result: PairedFields,
  direction: Direction,
  before: Map<string, Field>,
  after: Map<string, Field>,
): void {
  const removed: Field[] = []
  for (const [key, field] of before) {
    const same = after.get(key)
    if (same) result.pairs.push({ direction, before: field, after: same })
    else removed.push(field)
  }
  const added = [...after.values()].filter(({ key }) => !before.has(key))
  const gone = outermost(removed, after)
  const fresh = outermost(added, before)
  const taken = new Set<Field>()
  for (const field of canCompareNames(gone, fresh) ? gone : []) {
    const match = fresh.find((candidate) => !taken.has(candidate) && isRenamed(field, candidate))
    if (!match) continue
    taken.add(match).add(field)
    result.renamed.push({ direction, before: field, after: match })
  }
  result.removed.push(...gone.filter((field) => !taken.has(field)).map((field) => ({ direction, field })))
  result.added.push(...fresh.filter((field) => !taken.has(field)).map((field) => ({ direction, field })))
}

/** A field whose alternatives were arranged otherwise has another key and is there still, by its name. */
function outermost(fields: readonly Field[], others: ReadonlyMap<string, Field>): Field[] {
  const names = new Set([...others.values()].map(({ name }) => name))
  return fields.filter(({ parent, isPart, name }) => {
    return !isPart && !names.has(name) && (parent === undefined || parent === '' || others.has(parent))
  })
}

function isRenamed(before: Field, after: Field): boolean {
  const isSameType = typesOf(before.schema).join() === typesOf(after.schema).join()
  return before.parent === after.parent && isSameType && isRenamedField(before.label, after.label)
}
