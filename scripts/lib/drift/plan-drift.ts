import {
  prepareTarget,
  type ContractTarget,
  type PreparedTarget,
} from '../../../contract-tests/engine/contract-target.ts'
import { specOperators } from '../../../contract-tests/drift/operators/index.ts'
import type { PlannedMutant } from '../../../contract-tests/drift/score-spec-mutants.ts'
import { loadValidators } from '../../../contract-tests/support/load-validators.ts'
import type { ClassifiedOperator, OperatorClass } from './operator-classes.ts'

/** All spec mutants, by class, and the models of each spec. */
export interface DriftPlan {
  mutants: Record<OperatorClass, PlannedMutant[]>
  /** The models of each spec, by its id. */
  specs: Map<string, PreparedTarget[]>
}

/** Applies every operator wherever it can be, to every effective spec. The same specs give the same mutants. */
export async function planDrift(
  targets: readonly ContractTarget[],
  classes: ReadonlyMap<string, ClassifiedOperator>,
): Promise<DriftPlan> {
  const specs = new Map<string, PreparedTarget[]>()
  for (const target of targets) {
    const prepared = prepareTarget(target, await loadValidators(target.id))
    specs.set(target.id, [...(specs.get(target.id) ?? []), prepared])
  }
  const mutants: DriftPlan['mutants'] = { A: [], B: [], C: [] }
  for (const [spec, models] of specs) {
    const [first] = models
    for (const operator of first ? specOperators : []) {
      const ofOperator = first ? operator.mutants(first.document) : []
      const planned = ofOperator.map((mutant) => ({ ...mutant, spec, targets: models }))
      mutants[classes.get(operator.id)?.class ?? 'A'].push(...planned)
    }
  }
  return { mutants, specs }
}
