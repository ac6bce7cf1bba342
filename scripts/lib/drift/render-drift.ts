import Table from 'cli-table3'
import type { ClassifiedOperator } from './operator-classes.ts'
import type { DriftResult } from './run-drift.ts'
import { FAMILIES, percent, scoreOf, scoresBy, type Family, type Score } from './score.ts'

/** What each family is, in words. */
export const FAMILY_WORDS: Record<Family, string> = {
  A: 'spec mutants that a mock can show',
  B: 'spec mutants that our own answers show',
  json: 'mutants of a JSON answer',
  stream: 'mutants of a stream',
}

/** The score of each family and spec, who noticed what, and every survivor. */
export function renderDrift(result: DriftResult): string {
  const { mutants, mustAccept, refused, unseen } = result
  const survivors = mutants.filter(({ killedBy }) => killedBy === undefined)
  const unplayed = unseen.reduce((sum, operator) => sum + operator.mutants, 0)
  return [
    renderFamilies(result),
    renderKillers(mutants),
    `legal answers: ${String(mustAccept.killed)} of ${String(mustAccept.total)} are taken`,
    ...refused.map(({ id, killedBy = '' }) => `  refused by ${killedBy}: ${id}`),
    `class C: ${String(unplayed)} mutants of ${String(unseen.length)} operators are not played; others own them`,
    `${String(survivors.length)} survivors`,
    ...survivors.map(({ family, spec, operator, pointer, detail, reason }) => {
      return `  ${family}  ${spec}  ${operator} (${detail})  ${pointer}  ${reason ?? 'NOT EXPLAINED'}`
    }),
  ].join('\n')
}

/** Rows of the families that were played: what, for each spec and in all, and without the strength overlay. */
export function familyRows({ mutants, withoutOverlay }: DriftResult): string[][] {
  const specs = [...new Set(mutants.map(({ spec }) => spec))]
  return FAMILIES.filter((family) => mutants.some((mutant) => mutant.family === family)).map((family) => {
    const own = mutants.filter((mutant) => mutant.family === family)
    const bySpec = scoresBy(own, ({ spec }) => spec)
    const loose = withoutOverlay[family]
    return [
      FAMILY_WORDS[family],
      ...specs.map((spec) => (bySpec[spec] ? withCount(bySpec[spec]) : 'none')),
      withCount(scoreOf(own)),
      loose ? percent(loose) : 'the same',
    ]
  })
}

/** The head of {@link familyRows}. */
export function familyHead({ mutants }: DriftResult): string[] {
  const specs = [...new Set(mutants.map(({ spec }) => spec))]
  return ['noticed of', ...specs, 'all', 'without the strength overlay']
}

/** Operators by class, in words. */
export function countClasses(classes: ReadonlyMap<string, ClassifiedOperator>): Record<'A' | 'B' | 'C', number> {
  const count = (name: string) => [...classes.values()].filter((operator) => operator.class === name).length
  return { A: count('A'), B: count('B'), C: count('C') }
}

function renderFamilies(result: DriftResult): string {
  const table = new Table({ head: familyHead(result), style: { head: [], border: [] } })
  table.push(...familyRows(result))
  return table.toString()
}

function renderKillers(mutants: DriftResult['mutants']): string {
  const counts = scoresBy(mutants, ({ killedBy }) => killedBy ?? 'nobody')
  const words = Object.entries(counts)
    .toSorted(([, one], [, other]) => other.total - one.total)
    .map(([killer, { total }]) => `${killer} ${String(total)}`)
  return `noticed first by: ${words.join(', ')}`
}

function withCount(score: Score): string {
  return `${percent(score)} (${String(score.killed)} of ${String(score.total)})`
}
