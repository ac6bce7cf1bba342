import type { ContractTarget } from '../../../contract-tests/engine/contract-target.ts'
import type { FindingCode } from '../../../contract-tests/engine/finding.ts'
import { playAnswerMutants, type PlayedMutant } from '../../../contract-tests/drift/play-answers.ts'
import { scoreOptionality } from '../../../contract-tests/drift/score-optionality.ts'
import {
  scoreSpecMutants,
  type MutantVerdict,
  type PlannedMutant,
  type ScoreOptions,
} from '../../../contract-tests/drift/score-spec-mutants.ts'
import { UnusableSpecError } from '../../../contract-tests/engine/validator.ts'
import type { ClassifiedOperator } from './operator-classes.ts'
import { planDrift, type DriftPlan } from './plan-drift.ts'
import { scoreOf, type Family, type Score, type ScoredMutant } from './score.ts'
import { explain, type ExplainedSurvivor } from './survivors.ts'

/** What a run of the drift score needs, and how it may differ from the whole one. */
export interface DriftOptions {
  targets: readonly ContractTarget[]
  classes: ReadonlyMap<string, ClassifiedOperator>
  survivors: readonly ExplainedSurvivor[]
  families: readonly Family[]
  without: ReadonlySet<FindingCode>
  /**
   * Which spec mutants are played.
   *
   * @default all
   */
  isWanted?: ((mutant: PlannedMutant, family: 'A' | 'B') => boolean) | undefined
  onProgress?: ((family: Family, done: number, total: number) => void) | undefined
}

/** What a run of the drift score saw. */
export interface DriftResult {
  mutants: ScoredMutant[]
  /** Class C: what was not played, by operator. */
  unseen: (ClassifiedOperator & { mutants: number })[]
  /** The answer mutants again, by the docs' schemas alone. */
  withoutOverlay: Partial<Record<Family, Score>>
  /** Legal answers that were taken, of all. */
  mustAccept: Score
  /** Legal answers that were refused. */
  refused: PlayedMutant[]
  milliseconds: number
}

/** Plays every mutant of the families that are asked for, one family after the other. */
export async function runDrift(options: DriftOptions): Promise<DriftResult> {
  const { families, classes } = options
  const start = performance.now()
  const plan = await planDrift(options.targets, classes)
  const mutants: ScoredMutant[] = []
  if (families.includes('A')) mutants.push(...(await scoreFamily('A', plan.mutants.A, options, scoreSpecMutants)))
  if (families.includes('B')) mutants.push(...(await scoreFamily('B', plan.mutants.B, options, scoreOptionality)))
  const answers = await playAnswers(plan, options)
  return {
    mutants: [...mutants, ...answers.mutants],
    unseen: [...classes.values()]
      .filter((operator) => operator.class === 'C')
      .map((operator) => {
        return { ...operator, mutants: plan.mutants.C.filter((mutant) => mutant.operator === operator.operator).length }
      }),
    withoutOverlay: answers.withoutOverlay,
    mustAccept: answers.mustAccept,
    refused: answers.refused,
    milliseconds: Math.round(performance.now() - start),
  }
}

type ScorePlanned = (mutants: readonly PlannedMutant[], options: ScoreOptions) => Promise<MutantVerdict[]>

async function scoreFamily(
  family: 'A' | 'B',
  planned: readonly PlannedMutant[],
  { without, survivors, onProgress, isWanted = () => true }: DriftOptions,
  score: ScorePlanned,
): Promise<ScoredMutant[]> {
  await checkControl(planned, score)
  const wanted = planned.filter((mutant) => isWanted(mutant, family))
  const verdicts = await score(wanted, {
    without,
    onProgress: (done, total) => onProgress?.(family, done, total),
  })
  // What no mock could serve was not noticed by anybody: it counts, and has to be explained.
  return verdicts.map(({ spec, operator, pointer, detail, killedBy, message, unusable }) => ({
    ...{ family, spec, operator, pointer, killedBy, message },
    detail: unusable === undefined ? detail : `${detail}; not served: ${unusable}`,
    reason: killedBy === undefined ? explain(survivors, { family, operator, pointer }) : undefined,
  }))
}

/** Nothing counts until the unchanged specs were seen to survive: a suite that always fails would notice every mutant. */
async function checkControl(planned: readonly PlannedMutant[], score: ScorePlanned): Promise<void> {
  const specs = new Map(planned.map(({ spec, targets }) => [spec, targets]))
  const unchanged = [...specs].map(([spec, targets]) => ({
    ...{ operator: 'unchanged', pointer: '', detail: 'nothing', spec, targets },
    document: () => structuredClone(targets[0]?.document ?? {}),
  }))
  const noticed = (await score(unchanged, {})).find(({ killedBy, unusable }) => killedBy ?? unusable)
  if (!noticed) return
  const reason = noticed.unusable ?? `${String(noticed.killedBy)}: ${String(noticed.message)}`
  throw new UnusableSpecError(`${noticed.spec}: the unchanged document is no control: ${reason}`)
}

async function playAnswers({ specs }: DriftPlan, { families, without, survivors, onProgress }: DriftOptions) {
  const played: (PlayedMutant & { spec: string })[] = []
  const loose: PlayedMutant[] = []
  const wanted = ({ family }: PlayedMutant) => families.includes(family)
  if (families.includes('json') || families.includes('stream')) {
    for (const [index, [spec, [target]]] of [...specs].entries()) {
      if (!target) continue
      const strict = (await playAnswerMutants(target, { strict: true })).filter(wanted)
      played.push(...strict.map((mutant) => ({ ...mutant, spec })))
      loose.push(...(await playAnswerMutants(target, { strict: false })).filter(wanted))
      onProgress?.('json', index + 1, specs.size)
    }
  }
  const illegal = (mutants: readonly PlayedMutant[], family: Family) => {
    return mutants.filter((mutant) => mutant.family === family && !mutant.isLegal)
  }
  const legal = played.filter(({ isLegal }) => isLegal)
  const refused = legal.filter(({ killedBy }) => killedBy !== undefined)
  const killerOf = ({ killers }: PlayedMutant) => killers.find((killer) => killer === 'client' || !without.has(killer))
  return {
    mutants: played
      .filter(({ isLegal }) => !isLegal)
      .map((mutant): ScoredMutant => {
        const { family, spec, operator, pointer } = mutant
        const killedBy = killerOf(mutant)
        const reason = killedBy === undefined ? explain(survivors, { family, operator, pointer }) : undefined
        return { family, spec, operator, pointer, detail: operator, killedBy, message: undefined, reason }
      }),
    withoutOverlay: { json: scoreOf(illegal(loose, 'json')), stream: scoreOf(illegal(loose, 'stream')) },
    mustAccept: {
      killed: legal.length - refused.length,
      total: legal.length,
      share: legal.length === 0 ? 1 : 1 - refused.length / legal.length,
    },
    refused,
  }
}
