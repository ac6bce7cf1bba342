import type { ModelledSpec, PairedSpecs } from '../pair-specs.ts'
import { listOperations } from '../operations.ts'
import { quote, quoteList } from '../quote.ts'
import type { RuleId } from '../rule-ids.ts'

/** What became of a whole spec. */
export interface SpecHit {
  id: RuleId
  text: string
  spec: ModelledSpec
}

/** Pages that came, went or moved, with the models that they document. */
export function findSpecChanges({ pairs, removed, added }: PairedSpecs): SpecHit[] {
  const moved = pairs.filter(({ before, after }) => before.id !== after.id)
  return [
    ...moved.map(({ before, after }): SpecHit => {
      return { id: 'spec-moved', text: `The page ${quote(before.id)} is now ${quote(after.id)}.`, spec: after }
    }),
    ...removed.map((spec): SpecHit => {
      return { id: 'spec-removed', text: `The page ${quote(spec.id)} is gone: ${contentOf(spec)}.`, spec }
    }),
    ...added.map((spec): SpecHit => {
      return { id: 'spec-added', text: `The page ${quote(spec.id)} is new: ${contentOf(spec)}.`, spec }
    }),
  ]
}

function contentOf({ models, document }: ModelledSpec): string {
  const operations = listOperations(document).map(({ name }) => name)
  const names = models.map(({ id }) => id)
  return names.length === 0 ? quoteList(operations, 3) : `${quoteList(names, 3)} with ${quoteList(operations, 3)}`
}
