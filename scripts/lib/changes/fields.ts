import type { JsonSchema, LocatedSchema } from '../../../contract-tests/engine/json-schema.ts'
import { isRecord } from '../../../contract-tests/engine/sample-values.ts'
import type { OpenApiDocument } from '../overlays.ts'
import { listBranches, MAX_DEPTH, mergeParts, type Budget } from './merge-parts.ts'
import { soundSchema } from './sound-schema.ts'

/** One place of a request or an answer that has a name. */
export interface Field {
  /** What it is found by in another document: its name, and the branch that it stands in. */
  key: string
  /** In a reader's words: `messages[].content`. */
  name: string
  /** Its last part alone. */
  label: string
  /** References followed, and `allOf` taken together. */
  schema: JsonSchema
  pointer: string
  isRequired: boolean
  /** Key of the object that it is a property of. */
  parent: string | undefined
  /** An alternative or the items of a field, which has its name. */
  isPart: boolean
}

/** The fields below a schema, by their keys. */
export interface FieldList {
  fields: Map<string, Field>
  /** Whether there are more than {@link MAX_SCHEMAS} let it see. */
  isCut: boolean
}

/** How many schemas are looked at below one. */
export const MAX_SCHEMAS = 20_000

type Hanging = Pick<Field, 'key' | 'name' | 'label' | 'isRequired' | 'parent' | 'isPart'>

/** Every field below a schema, the schema itself left out. */
export function listFields(document: OpenApiDocument, root: LocatedSchema): FieldList {
  const fields = new Map<string, Field>()
  const budget: Budget = { left: MAX_SCHEMAS }
  const visit = (reference: LocatedSchema, hanging: Hanging, above: readonly string[]): void => {
    if (budget.left <= 0) return
    const { schema, pointer, properties } = mergeParts(document, reference, budget)
    if (above.includes(pointer) || above.length > MAX_DEPTH) return
    const { key, name } = hanging
    if (key !== '' && !fields.has(key)) fields.set(key, { ...hanging, schema, pointer })

    const deeper = [...above, pointer]
    for (const [label, property] of properties) {
      const names = { key: `${key}/${label}`, name: name ? `${name}.${label}` : label, label }
      const isRequired = schema.required?.includes(label) === true
      visit(property, { ...names, isRequired, parent: key, isPart: false }, deeper)
    }
    const part = { label: hanging.label, isRequired: false, parent: key, isPart: true }
    if (isRecord(schema.items)) {
      const items = { schema: schema.items, pointer: `${pointer}/items` }
      visit(items, { ...part, key: `${key}[]`, name: `${name}[]` }, deeper)
    }
    for (const [label, branch] of labelBranches(schema, pointer)) {
      visit(branch, { ...part, key: `${key}|${label}`, name }, deeper)
    }
  }
  visit(root, { key: '', name: '', label: '', isRequired: false, parent: undefined, isPart: true }, [])
  return { fields, isCut: budget.left <= 0 }
}

/** Alternatives by what tells them apart; the only one is none, and part of the whole. */
function labelBranches(schema: JsonSchema, pointer: string): [label: string, branch: LocatedSchema][] {
  const branches = listBranches(schema, pointer)
  if (branches.length === 1) return []
  const seen = new Map<string, number>()
  return branches.map((branch) => {
    const label = branchLabel(soundSchema(branch.schema))
    const count = (seen.get(label) ?? 0) + 1
    seen.set(label, count)
    return [count > 1 ? label + String(count) : label, branch]
  })
}

function branchLabel({ $ref, type, properties }: JsonSchema): string {
  const kind = soundSchema(properties?.['type'])
  const value = kind.const ?? kind.enum?.[0]
  return $ref ?? (value === undefined ? [type ?? 'any'].flat().join('+') : JSON.stringify(value))
}
