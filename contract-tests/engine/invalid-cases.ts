import { fullest, isRecord } from './json-value.ts'
import type { LocatedSchema } from './json-schema.ts'
import { limits } from './sample-limits.ts'
import { sampleBranches } from './sample-values.ts'
import { itemAt, propertyAt, type SchemaView } from './schema-view.ts'
import type { SpecValidator } from './validator.ts'
import { viewSchema } from './view-schema.ts'
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
  /** That a branch has a type is said by its keyword. */
  isBranch: boolean
}

/**
 * For every constraint below a schema, as far as a valid value reaches, that value with the one constraint violated. What
 * the schema allows all the same, since another branch takes it, is no case.
 *
 * @param isAllowed what a validator says of the whole value
 */
export function invalidValues(
  spec: SpecValidator,
  root: LocatedSchema,
  valid: unknown,
  isAllowed: (value: unknown) => boolean,
): InvalidValue[] {
  const invalid: InvalidValue[] = []
  const counts = new Map<string, number>()
  const visits: Visit[] = [
    { reference: root, path: '', value: valid, replace: (value) => value, entered: [], isBranch: false },
  ]
  for (let visit = visits.pop(); visit; visit = visits.pop()) {
    const { reference, path, value, replace, isBranch } = visit
    const view = viewSchema(spec.document, reference)
    for (const { kind, pointer, what, candidates } of violatingValues(spec, view, value)) {
      const key = `${pointer} ${what}`
      const count = counts.get(key) ?? 0
      if (count >= limits.casesOfConstraint) continue
      if (isBranch && kind === 'type') continue
      const whole = candidates.map(replace).find((candidate) => !isAllowed(candidate))
      if (whole === undefined) continue
      counts.set(key, count + 1)
      invalid.push({ name: `${path || 'body'}: ${what}`, kind, pointer, value: whole })
    }
    visits.push(...visitsBelow(view, visit).toReversed(), ...visitsOfBranches(spec, view, visit, isAllowed))
  }
  return invalid
}

function visitsBelow(view: SchemaView, { path, value, replace, entered }: Visit): Visit[] {
  if (isRecord(value)) {
    const keys = [...new Set([...view.properties.keys(), ...Object.keys(value)])].filter((key) => key in value)
    return keys.flatMap((key) => {
      const reference = propertyAt(view, key)
      const replaceKey: Replace = (next) => replace({ ...value, [key]: next })
      const place = path ? `${path}.${key}` : key
      return reference
        ? [{ reference, path: place, value: value[key], replace: replaceKey, entered, isBranch: false }]
        : []
    })
  }
  if (!Array.isArray(value)) return []
  const items = value as unknown[]
  // The item that holds most reaches most of its schema; one of a tuple stands for itself.
  const richest = items.indexOf(fullest(items.slice(view.prefixItems.length)), view.prefixItems.length)
  return [...view.prefixItems.keys(), richest].flatMap((index) => {
    const reference = itemAt(view, index)
    if (!reference || index < 0 || index >= items.length) return []
    const replaceItem: Replace = (next) => replace(items.with(index, next))
    return [{ reference, path: `${path}[]`, value: items[index], replace: replaceItem, entered, isBranch: false }]
  })
}

/** Each branch with a value of its own in the branching place. */
function visitsOfBranches(
  spec: SpecValidator,
  view: SchemaView,
  visit: Visit,
  isAllowed: (value: unknown) => boolean,
): Visit[] {
  if (view.groups.length === 0) return []
  if (visit.entered.filter((pointer) => pointer === view.pointer).length >= MAX_ENTRIES) return []
  const entered = [...visit.entered, view.pointer]
  const choices = sampleBranches(spec, view).filter(({ samples }) => samples.length > 0)
  return view.groups.flat().flatMap((reference) => {
    const [value] = choices.find(({ branches }) => branches.includes(reference))?.samples ?? []
    const isReached = value !== undefined && isAllowed(visit.replace(value))
    return isReached ? [{ ...visit, reference, value, entered, isBranch: true }] : []
  })
}

/** A schema that branches into itself has no end. */
const MAX_ENTRIES = 2

/** The schema at a pointer, to begin with. */
export function schemaAt(pointer: string): LocatedSchema {
  return { schema: { $ref: `#${pointer}` }, pointer }
}
