import type { LocatedSchema } from './json-schema.ts'
import { fullest, isRecord, sampleValues } from './sample-values.ts'
import { viewSchema, type SchemaView } from './schema-view.ts'
import { violatingValues } from './violations.ts'

/** A value that violates one constraint, and no other. */
export interface InvalidValue {
  name: string
  /** The keyword that is violated. */
  kind: string
  /** JSON pointer of the violated constraint. */
  pointer: string
  value: unknown
}

/** Puts another value in the place that is being visited and gives the whole. */
type Replace = (value: unknown) => unknown

interface Visit {
  reference: LocatedSchema
  path: string
  value: unknown
  replace: Replace
  /** The schemas whose branches were entered on the way here. */
  entered: readonly string[]
  /** In a branch, another may allow what this one forbids; and that the branch has a type is said by its keyword. */
  position: 'plain' | 'branch' | 'within a branch'
}

/**
 * For every constraint below a schema, as far as a valid value reaches, that value with the one constraint violated.
 *
 * @param isAllowed what a validator says of the whole value; needed within branches, where another may allow it
 */
export function invalidValues(
  document: Record<string, unknown>,
  root: LocatedSchema,
  valid: unknown,
  isAllowed: (value: unknown) => boolean,
): InvalidValue[] {
  const invalid: InvalidValue[] = []
  const visits: Visit[] = [
    { reference: root, path: '', value: valid, replace: (value) => value, entered: [], position: 'plain' },
  ]
  for (let visit = visits.pop(); visit; visit = visits.pop()) {
    const { reference, path, value, replace, position } = visit
    const view = viewSchema(document, reference)
    for (const violation of violatingValues(view, value)) {
      const { kind, pointer, what } = violation
      const whole = replace(violation.value)
      if (position === 'branch' && kind === 'type') continue
      const isUncertain = position !== 'plain' || violation.value === null
      if (isUncertain && isAllowed(whole)) continue
      invalid.push({ name: `${path || 'body'}: ${what}`, kind, pointer, value: whole })
    }
    visits.push(...visitsBelow(view, visit).toReversed(), ...visitsOfBranches(document, view, visit))
  }
  return invalid
}

function visitsBelow(view: SchemaView, { path, value, replace, entered, position: above }: Visit): Visit[] {
  const position = above === 'plain' ? 'plain' : 'within a branch'
  if (isRecord(value)) {
    return [...view.properties]
      .filter(([key]) => key in value)
      .map(([key, reference]) => ({
        reference,
        path: path ? `${path}.${key}` : key,
        value: value[key],
        replace: (next) => replace({ ...value, [key]: next }),
        entered,
        position,
      }))
  }
  if (!Array.isArray(value) || value.length === 0 || !view.items) return []
  // The item that holds most reaches most of its schema.
  const items = value as unknown[]
  const index = items.indexOf(fullest(items))
  const replaceItem: Replace = (next) => replace(items.with(index, next))
  return [{ reference: view.items, path: `${path}[]`, value: items[index], replace: replaceItem, entered, position }]
}

/** Each branch with a value of its own in the branching place. */
function visitsOfBranches(document: Record<string, unknown>, view: SchemaView, visit: Visit): Visit[] {
  if (visit.entered.filter((pointer) => pointer === view.pointer).length >= MAX_ENTRIES) return []
  return view.branches.map((reference) => {
    const [value] = sampleValues(document, reference)
    return { ...visit, reference, value, entered: [...visit.entered, view.pointer], position: 'branch' as const }
  })
}

/** A schema that branches into itself has no end. */
const MAX_ENTRIES = 2

/** The schema at a pointer, to begin with. */
export function schemaAt(pointer: string): LocatedSchema {
  return { schema: { $ref: `#${pointer}` }, pointer }
}
