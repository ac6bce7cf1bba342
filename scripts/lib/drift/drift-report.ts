import type { ClassifiedOperator } from './operator-classes.ts'
import type { DriftResult } from './run-drift.ts'
import { scoreOf, scoresBy } from './score.ts'

/** What reports/drift.json holds: the shares first, then every mutant with what became of it. */
export function makeDriftReport(
  result: DriftResult,
  classes: ReadonlyMap<string, ClassifiedOperator>,
  problems: readonly string[],
) {
  const { mutants } = result
  const survivors = mutants.filter(({ killedBy }) => killedBy === undefined)
  return {
    node: process.version,
    problems,
    all: scoreOf(mutants),
    families: scoresBy(mutants, ({ family }) => family),
    specs: scoresBy(mutants, ({ family, spec }) => `${family} ${spec}`),
    operators: scoresBy(mutants, ({ family, operator }) => `${family} ${operator}`),
    killers: scoresBy(mutants, ({ killedBy }) => killedBy ?? 'nobody'),
    classes: Object.fromEntries(classes),
    survivors,
    ...result,
  }
}
