import type { JsonSchema } from '../../../../contract-tests/engine/json-schema.ts'
import type { FieldPair } from '../pair-fields.ts'
import { quote } from '../quote.ts'
import type { RuleHit, RuleId } from '../rule-ids.ts'

/** Each keyword that bounds a value, the words for it, and whether a smaller number allows less. */
const LIMITS: readonly [keyword: keyof JsonSchema, words: (value: string) => string, isUpper: boolean][] = [
  ['maximum', (value) => `may be at most ${value}`, true],
  ['exclusiveMaximum', (value) => `must be below ${value}`, true],
  ['maxItems', (value) => `may hold at most ${value} items`, true],
  ['maxLength', (value) => `may be at most ${value} characters long`, true],
  ['maxProperties', (value) => `may hold at most ${value} keys`, true],
  ['minimum', (value) => `must be at least ${value}`, false],
  ['exclusiveMinimum', (value) => `must be above ${value}`, false],
  ['minItems', (value) => `must hold at least ${value} items`, false],
  ['minLength', (value) => `must be at least ${value} characters long`, false],
  ['minProperties', (value) => `must hold at least ${value} keys`, false],
]

/** Bounds of a parameter that allow less or more than before. Those of an answer bind nobody who reads it. */
export function findLimitChanges({ direction, before, after }: FieldPair): RuleHit[] {
  if (direction === 'answer') return []
  return LIMITS.flatMap(([keyword, words, isUpper]): RuleHit[] => {
    const [old, fresh] = [numberAt(before.schema, keyword), numberAt(after.schema, keyword)]
    if (old === fresh) return []
    const [id, text] = describe(old, fresh, words, isUpper)
    const pointer = `${after.pointer}/${keyword}`
    return [{ id, text: `${quote(after.name)} ${text}.`, pointer, subject: after.name, direction }]
  })
}

function describe(
  old: number | undefined,
  fresh: number | undefined,
  words: (value: string) => string,
  isUpper: boolean,
): [id: RuleId, text: string] {
  if (fresh === undefined) return ['limit-removed', `has no such limit any more as “${words(String(old))}”`]
  if (old === undefined) return ['limit-added', `${words(quote(fresh))} (no limit was documented)`]
  return [fresh < old === isUpper ? 'limit-lowered' : 'limit-raised', `${words(quote(fresh))} (was ${quote(old)})`]
}

function numberAt(schema: JsonSchema, keyword: keyof JsonSchema): number | undefined {
  const value = schema[keyword]
  return typeof value === 'number' ? value : undefined
}
