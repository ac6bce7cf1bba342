import type { SpecSnapshot } from './change.ts'
import { listOperations } from './operations.ts'
import { isRenamedModel, similarity } from './similarity.ts'
import { listModels, type SpecModel } from './spec-models.ts'

/** One spec, as it was and as it is, with its models at either time. */
export interface SpecPair {
  before: ModelledSpec
  after: ModelledSpec
}

/** A spec whose models were looked up. */
export interface ModelledSpec extends SpecSnapshot {
  models: SpecModel[]
}

/** The specs of two times. */
export interface PairedSpecs {
  pairs: SpecPair[]
  removed: ModelledSpec[]
  added: ModelledSpec[]
}

/** Pairs specs by id, then those that moved: same gateway, same operations, and the same models or one renamed. */
export function pairSpecs(before: readonly SpecSnapshot[], after: readonly SpecSnapshot[]): PairedSpecs {
  const modelled = (spec: SpecSnapshot): ModelledSpec => ({ ...spec, models: listModels(spec) })
  const fresh = new Map(after.map((spec) => [spec.id, modelled(spec)]))
  const result: PairedSpecs = { pairs: [], removed: [], added: [] }
  const left: ModelledSpec[] = []
  for (const spec of before.map(modelled)) {
    const match = fresh.get(spec.id)
    if (match) result.pairs.push({ before: spec, after: match })
    else left.push(spec)
    fresh.delete(spec.id)
  }
  for (const spec of left) {
    const candidates = [...fresh.values()].filter((candidate) => isMoved(spec, candidate))
    const [match] = candidates.sort((one, other) => similarity(spec.id, other.id) - similarity(spec.id, one.id))
    if (match) {
      result.pairs.push({ before: spec, after: match })
      fresh.delete(match.id)
    } else result.removed.push(spec)
  }
  result.added.push(...fresh.values())
  return result
}

function isMoved(before: ModelledSpec, after: ModelledSpec): boolean {
  const operations = [before, after].map(({ document }) => listOperations(document).map(({ name }) => name))
  if (before.gateway !== after.gateway || operations[0]?.join() !== operations[1]?.join()) return false
  const [old, fresh] = [before, after].map(({ models }) => models.map(({ id }) => id).sort())
  if (!old?.length || !fresh?.length) return false
  if (old.join() === fresh.join()) return true
  return old.length === 1 && fresh.length === 1 && isRenamedModel(old.join(), fresh.join())
}
