import type { FieldPair, PairedFields } from '../pair-fields.ts'
import { quote } from '../quote.ts'
import type { RuleHit } from '../rule-ids.ts'
import { findCostlyDefault } from './defaults.ts'

/** Fields that came, went, or have another name. */
export function findPresenceChanges({ renamed, removed, added }: PairedFields): RuleHit[] {
  return [
    ...renamed.map(({ direction, before, after }): RuleHit => {
      const [old, fresh] = [quote(before.name), quote(after.name)]
      const place = { pointer: after.pointer, subject: after.name, formerSubject: before.name, direction }
      return direction === 'request'
        ? { id: 'parameter-renamed', text: `The parameter ${old} is now ${fresh}.`, ...place }
        : { id: 'answer-field-renamed', text: `The answer's field ${old} is now ${fresh}.`, ...place }
    }),
    ...removed.map(({ direction, field: { name, pointer } }): RuleHit => {
      const place = { pointer, subject: name, direction }
      return direction === 'request'
        ? { id: 'parameter-removed', text: `The parameter ${quote(name)} is gone.`, ...place }
        : { id: 'answer-field-removed', text: `Answers are no longer documented to hold ${quote(name)}.`, ...place }
    }),
    ...added.flatMap(({ direction, field }): RuleHit[] => {
      const place = { pointer: field.pointer, subject: field.name, direction }
      const name = quote(field.name)
      if (direction === 'answer') return [{ id: 'answer-field-added', text: `Answers may now hold ${name}.`, ...place }]
      if (field.isRequired) {
        return [
          { id: 'required-parameter-added', text: `The parameter ${name} is new, and calls must pass it.`, ...place },
        ]
      }
      const costly = findCostlyDefault(field)
      if (costly.length > 0) return costly
      const normal = field.schema.default === undefined ? '' : ` (by default ${quote(field.schema.default)})`
      return [{ id: 'parameter-added', text: `The parameter ${name} is new${normal}.`, ...place }]
    }),
  ]
}

/** Fields that were optional and are not any more, or the other way round. */
export function findRequiredChange({ direction, before, after }: FieldPair): RuleHit[] {
  if (before.isRequired === after.isRequired || after.isPart) return []
  const name = quote(after.name)
  const place = { pointer: after.pointer, subject: after.name, direction }
  if (direction === 'request') {
    return after.isRequired
      ? [{ id: 'parameter-became-required', text: `Calls must now pass ${name} (it was optional).`, ...place }]
      : [{ id: 'parameter-became-optional', text: `Calls may now leave ${name} out (it was required).`, ...place }]
  }
  return after.isRequired
    ? [{ id: 'answer-field-became-certain', text: `Answers now always hold ${name} (it could be missing).`, ...place }]
    : [{ id: 'answer-field-became-optional', text: `Answers may now lack ${name} (it was always there).`, ...place }]
}
