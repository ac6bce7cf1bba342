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
  // All that moved as it was before anything that may have got another name as well.
  const renamed = pairMoved(left, fresh, hasSameModels, result)
  result.removed.push(...pairMoved(renamed, fresh, hasRenamedModel, result))
  result.added.push(...fresh.values())
  return result
}

type Models = readonly [old: readonly string[], fresh: readonly string[]]

/** Adds the pairs that it finds, and gives back the specs that stay alone. */
function pairMoved(
  left: readonly ModelledSpec[],
  fresh: Map<string, ModelledSpec>,
  isSame: (models: Models) => boolean,
  { pairs }: PairedSpecs,
): ModelledSpec[] {
  return left.filter((spec) => {
    const candidates = [...fresh.values()].filter((candidate) => {
      return hasSameOperations(spec, candidate) && isSame([idsOf(spec), idsOf(candidate)])
    })
    const [match] = candidates.sort((one, other) => similarity(spec.id, other.id) - similarity(spec.id, one.id))
    if (!match) return true
    pairs.push({ before: spec, after: match })
    fresh.delete(match.id)
    return false
  })
}

function hasSameOperations(before: ModelledSpec, after: ModelledSpec): boolean {
  const operations = [before, after].map(({ document }) => listOperations(document).map(({ name }) => name))
  return before.gateway === after.gateway && operations[0]?.join() === operations[1]?.join()
}

function hasSameModels([old, fresh]: Models): boolean {
  return old.length > 0 && old.join() === fresh.join()
}

function hasRenamedModel([old, fresh]: Models): boolean {
  return old.length === 1 && fresh.length === 1 && isRenamedModel(old.join(), fresh.join())
}

function idsOf({ models }: ModelledSpec): string[] {
  return models.map(({ id }) => id).sort()
}
