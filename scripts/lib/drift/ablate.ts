import type { FindingCode } from '../../../contract-tests/engine/finding.ts'
import { runDrift, type DriftOptions, type DriftResult } from './run-drift.ts'
import { scoreOf, type Family, type Score, type ScoredMutant } from './score.ts'

/** What is left of a score without one check. */
export interface Ablation {
  without: FindingCode
  families: Partial<Record<Family, Score>>
}

/**
 * Takes one check out of the suite and scores again. Only what that check noticed first has to be played once more: what
 * another noticed before it, is noticed all the same.
 */
export async function ablate(result: DriftResult, options: DriftOptions, without: FindingCode): Promise<Ablation> {
  const noticed = new Set(result.mutants.filter(({ killedBy }) => killedBy === without).map(identify))
  const again = await runDrift({
    ...options,
    without: new Set([without]),
    isWanted: (mutant, family) => noticed.has(identify({ ...mutant, family })),
  })
  const lost = new Set(again.mutants.filter(({ killedBy }) => killedBy === undefined).map(identify))
  const families = options.families.map((family) => {
    const mutants = result.mutants
      .filter((mutant) => mutant.family === family)
      .map((mutant) => ({ killedBy: lost.has(identify(mutant)) ? undefined : mutant.killedBy }))
    return [family, scoreOf(mutants)] as const
  })
  return { without, families: Object.fromEntries(families) }
}

/** The same change of the same place may be in two families, of which one is noticed and the other is not. */
function identify(mutant: Pick<ScoredMutant, 'family' | 'spec' | 'operator' | 'pointer' | 'detail'>): string {
  const { family, spec, operator, pointer, detail } = mutant
  return JSON.stringify([family, spec, operator, pointer, detail])
}
