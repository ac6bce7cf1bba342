import type { JsonSchema } from '../../../../contract-tests/engine/json-schema.ts'
import type { FieldPair } from '../pair-fields.ts'
import { quoteList } from '../quote.ts'
import type { RuleHit } from '../rule-ids.ts'
import { nameOf } from './name-of.ts'

/** Values that may be passed, or that an answer may hold, which are listed one by one. */
export function findValueChanges({ direction, before, after }: FieldPair): RuleHit[] {
  // Models have rules of their own, which know all pages.
  if (direction === 'request' && after.name === 'model') return []
  const [old, fresh] = [valuesOf(before.schema), valuesOf(after.schema)]
  const subject = nameOf(direction, after.name)
  const hit = (id: RuleHit['id'], text: string): RuleHit => {
    const pointer = `${after.pointer}/${after.schema.enum ? 'enum' : 'const'}`
    return { id, text: `${subject} ${text}.`, pointer: fresh ? pointer : after.pointer, subject: after.name, direction }
  }
  const isRequest = direction === 'request'
  if (!old && !fresh) return []
  if (!old) {
    const text = `${isRequest ? 'takes' : 'is'} one of ${quoteList(fresh ?? [])} only (any value was documented)`
    return [hit(isRequest ? 'values-restricted' : 'answer-values-listed', text)]
  }
  if (!fresh) {
    const text = `${isRequest ? 'takes' : 'may be'} any value (was one of ${quoteList(old)})`
    return [hit(isRequest ? 'values-opened' : 'answer-values-opened', text)]
  }
  const gone = without(old, fresh)
  const added = without(fresh, old)
  const grew = isRequest
    ? hit('value-added', `now also takes ${quoteList(added)}`)
    : hit('answer-value-added', `may now also be ${quoteList(added)}: code that handles each value misses it`)
  const shrank = isRequest
    ? hit('value-removed', `no longer takes ${quoteList(gone)} (it takes ${quoteList(fresh)})`)
    : hit('answer-value-removed', `is no longer ${quoteList(gone)} (it may be ${quoteList(fresh)})`)
  return [...(gone.length > 0 ? [shrank] : []), ...(added.length > 0 ? [grew] : [])]
}

/** Whether two schemas list the same values, be it by `enum` or by `const`. */
export function listSameValues(before: JsonSchema, after: JsonSchema): boolean {
  const [old, fresh] = [valuesOf(before), valuesOf(after)]
  return old !== undefined && fresh?.length === old.length && without(old, fresh).length === 0
}

function valuesOf(schema: JsonSchema): unknown[] | undefined {
  return Array.isArray(schema.enum) ? schema.enum : schema.const === undefined ? undefined : [schema.const]
}

function without(values: readonly unknown[], others: readonly unknown[]): unknown[] {
  const known = new Set(others.map((value) => JSON.stringify(value)))
  return values.filter((value) => !known.has(JSON.stringify(value)))
}
