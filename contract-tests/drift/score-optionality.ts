import { setImmediate } from 'node:timers/promises'
import { checkOwnAnswers } from '../engine/checks/own-answers.ts'
import { checkOwnStreams } from '../engine/checks/own-streams.ts'
import type { PreparedTarget } from '../engine/contract-target.ts'
import { runTarget } from '../engine/run-contract.ts'
import { nobody } from './nobody.ts'
import type { MutantVerdict, PlannedMutant, ScoreOptions } from './score-spec-mutants.ts'

/**
 * Answers the client with bodies and chunks that our own generator makes from each mutant, and holds what it decodes
 * against the original, until a check notices.
 */
export async function scoreOptionality(
  mutants: readonly PlannedMutant[],
  { without, onProgress }: ScoreOptions = {},
): Promise<MutantVerdict[]> {
  const verdicts: MutantVerdict[] = []
  for (const mutant of mutants) {
    const { spec, operator, pointer, detail, targets } = mutant
    const source = { document: mutant.document() }
    const [target] = targets
    const killer = target && (await firstFinding(target, source, without))
    verdicts.push({ spec, operator, pointer, detail, killedBy: killer?.code, message: killer?.message })
    onProgress?.(verdicts.length, mutants.length)
    // Nothing here waits for the world, and what is finalized only when it turns would pile up.
    await setImmediate()
  }
  return verdicts
}

/** One model is enough: the answers of all models of a spec have one schema. */
async function firstFinding(
  target: PreparedTarget,
  source: { document: Record<string, unknown> },
  without: ScoreOptions['without'],
) {
  const { body } = target.cases.requiredOnly
  const { findings } = await runTarget(target, nobody, { without, isFirstEnough: true }, (context) => [
    { run: () => checkOwnAnswers(context, body, { source }) },
    { run: () => checkOwnStreams(context, body, { source }) },
  ])
  return findings[0]
}
