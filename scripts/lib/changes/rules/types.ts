import type { FieldPair } from '../pair-fields.ts'
import { quote } from '../quote.ts'
import type { RuleHit } from '../rule-ids.ts'
import { typesOf } from '../schema-types.ts'
import { nameOf } from './name-of.ts'

/** A type that a call may not pass any more, or that an answer may have now. */
export function findTypeChange({ direction, before, after }: FieldPair): RuleHit[] {
  const [old, fresh] = [typesOf(before.schema), typesOf(after.schema)]
  if (old.length === 0 || fresh.length === 0 || old.join() === fresh.join()) return []
  const isNarrowed =
    direction === 'request' ? !old.every((type) => allows(fresh, type)) : fresh.every((type) => allows(old, type))
  const id = direction === 'request' ? 'parameter-type' : 'answer-type'
  const verb = direction === 'request' ? 'takes' : 'is'
  const text = `${nameOf(direction, after.name)} ${verb} ${quote(fresh.join(' or '))} (was ${quote(old.join(' or '))}).`
  return [
    {
      id: `${id}-${isNarrowed ? 'narrowed' : 'widened'}`,
      text,
      pointer: `${after.pointer}/type`,
      subject: after.name,
      direction,
    },
  ]
}

function allows(types: readonly string[], type: string): boolean {
  return types.includes(type) || (type === 'integer' && types.includes('number'))
}
