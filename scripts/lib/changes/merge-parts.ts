import { toPointer } from '../../../contract-tests/engine/json-pointer.ts'
import { resolveReference, type JsonSchema, type LocatedSchema } from '../../../contract-tests/engine/json-schema.ts'
import { isRecord } from '../../../contract-tests/engine/sample-values.ts'
import type { OpenApiDocument } from '../overlays.ts'
import { soundSchema } from './sound-schema.ts'

/** A schema with the parts of `allOf`, and its only alternative beside null, taken together. */
export interface WholeSchema extends LocatedSchema {
  properties: Map<string, LocatedSchema>
}

/** How many schemas may still be looked at: one whose references fan out has no end that can be waited for. */
export interface Budget {
  left: number
}

/** A schema that contains itself has no end. */
export const MAX_DEPTH = 12

/** Looks at a place of a document as a validator would. A reference that leads nowhere says nothing. */
export function mergeParts(
  document: OpenApiDocument,
  reference: LocatedSchema,
  budget: Budget,
  depth = 0,
): WholeSchema {
  budget.left -= 1
  const { schema, pointer } = resolve(document, reference)
  const properties = new Map<string, LocatedSchema>()
  for (const [key, property] of Object.entries(schema.properties ?? {})) {
    properties.set(key, { schema: property, pointer: pointer + toPointer(['properties', key]) })
  }
  let merged = schema
  const branches = listBranches(schema, pointer)
  const parts = [...listParts(schema, 'allOf', pointer), ...(branches.length === 1 ? branches : [])]
  for (const part of depth < MAX_DEPTH ? parts : []) {
    if (budget.left <= 0) break
    const whole = mergeParts(document, part, budget, depth + 1)
    const required = [...(merged.required ?? []), ...(whole.schema.required ?? [])]
    merged = { ...whole.schema, ...merged, required }
    for (const [key, property] of whole.properties) if (!properties.has(key)) properties.set(key, property)
  }
  return { schema: merged, pointer, properties }
}

/** The alternatives of a schema, null left out. */
export function listBranches(schema: JsonSchema, pointer: string): LocatedSchema[] {
  const located = [...listParts(schema, 'oneOf', pointer), ...listParts(schema, 'anyOf', pointer)]
  return located.filter(({ schema: branch }) => isRecord(branch) && branch.type !== 'null')
}

/** Follows a reference, and keeps what stands beside it. */
function resolve(document: OpenApiDocument, reference: LocatedSchema): LocatedSchema {
  const beside = soundSchema(reference.schema)
  if (beside.$ref === undefined) return { schema: beside, pointer: reference.pointer }
  try {
    const { schema, pointer } = resolveReference(document, { ...reference, schema: beside })
    const { $ref: _, ...own } = beside
    return { schema: { ...soundSchema(schema), ...own }, pointer }
  } catch {
    return { schema: {}, pointer: reference.pointer }
  }
}

function listParts(schema: JsonSchema, keyword: 'allOf' | 'oneOf' | 'anyOf', pointer: string): LocatedSchema[] {
  return (schema[keyword] ?? []).map((part, index) => ({
    schema: part,
    pointer: `${pointer}/${keyword}/${String(index)}`,
  }))
}
