import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parseCheckedYaml } from '../checked-yaml.ts'
import { InputError } from '../input-error.ts'
import { FAMILIES, percent, scoreOf, scoresBy, type Family, type Score } from './score.ts'
import type { DriftResult } from './run-drift.ts'
import type { ClassifiedOperator } from './operator-classes.ts'

/** What each family and spec may not fall below; committed. */
export type Baseline = Partial<Record<Family, Record<string, Tally>>>

/** How many of how many were noticed. */
type Tally = Pick<Score, 'killed' | 'total'>

/** Where it is committed. */
export const BASELINE_FILE = 'contract-tests/drift/baseline.json'

const tallySchema = v.strictObject({ killed: v.number(), total: v.number() })
const baselineSchema = v.record(v.picklist(FAMILIES), v.record(v.string(), tallySchema))

/** Reads the committed baseline. Throws an {@link InputError} where it is none. */
export async function readBaseline(root: string): Promise<Baseline> {
  const text = await readFile(join(root, BASELINE_FILE), 'utf8').catch((cause: unknown) => {
    throw new InputError(
      'there is no baseline; `npm run drift -- --accept` makes one',
      { file: BASELINE_FILE },
      { cause },
    )
  })
  return parseCheckedYaml(BASELINE_FILE, text, baselineSchema).output
}

/** Below this no family may be, whatever the baseline says. */
const FLOORS: Record<Family, number> = { A: 0.98, B: 0.95, json: 0.95, stream: 0.95 }

/** So much of all operators may be in class C. */
const MOST_UNSEEN = 0.25

/** What the score of today allows as the baseline of tomorrow. */
export function baselineOf({ mutants }: DriftResult): Baseline {
  return Object.fromEntries(
    FAMILIES.map((family) => {
      const bySpec = scoresBy(mutantsOf(mutants, family), ({ spec }) => spec)
      return [
        family,
        Object.fromEntries(Object.entries(bySpec).map(([spec, { killed, total }]) => [spec, { killed, total }])),
      ]
    }),
  )
}

/** Everything that is wrong with a score; nothing where the suite is as strong as it was. */
export function judge(
  result: DriftResult,
  classes: ReadonlyMap<string, ClassifiedOperator>,
  baseline: Baseline,
): string[] {
  const { mutants, refused } = result
  const families = FAMILIES.filter((family) => mutantsOf(mutants, family).length > 0)
  const fallen = families.flatMap((family) => {
    const score = scoreOf(mutantsOf(mutants, family))
    const bySpec = Object.entries(scoresBy(mutantsOf(mutants, family), ({ spec }) => spec))
    return [
      ...(score.share < FLOORS[family]
        ? [`${family}: ${percent(score)} is below ${String(FLOORS[family] * 100)} %`]
        : []),
      ...bySpec.flatMap(([spec, specScore]) =>
        fallenBelow(`${family} of ${spec}`, specScore, baseline[family]?.[spec]),
      ),
    ]
  })
  const unexplained = mutants.filter(({ killedBy, reason }) => killedBy === undefined && reason === undefined)
  const operators = [...classes.values()]
  const unseen = operators.filter((operator) => operator.class === 'C').length
  return [
    ...fallen,
    ...unexplained.map(({ family, spec, operator, pointer, detail }) => {
      return `${family} of ${spec}: nobody noticed ${operator} (${detail}) at ${pointer}, and no reason is given`
    }),
    ...refused.map(({ id, killedBy = '' }) => `a legal answer is refused by ${killedBy}: ${id}`),
    ...(unseen > operators.length * MOST_UNSEEN
      ? [`${String(unseen)} of ${String(operators.length)} operators are in class C`]
      : []),
  ]
}

/** Fewer mutants are no better score: what became of the others has to be said by accepting it. */
function fallenBelow(what: string, score: Score, before: Tally | undefined): string[] {
  if (!before) return []
  const isLower = score.total < before.total || score.killed * before.total < before.killed * score.total
  return isLower ? [`${what}: ${words(score)} is below the baseline of ${words(before)}`] : []
}

/** Of a whole run: what the baseline has and the run does not, and the reverse. */
export function judgeCompleteness({ mutants }: DriftResult, baseline: Baseline): string[] {
  return FAMILIES.flatMap((family) => {
    const played = new Set(mutantsOf(mutants, family).map(({ spec }) => spec))
    const known = Object.keys(baseline[family] ?? {})
    return [
      ...known.filter((spec) => !played.has(spec)).map((spec) => `${family} of ${spec}: nothing was played`),
      ...[...played].filter((spec) => !known.includes(spec)).map((spec) => `${family} of ${spec}: has no baseline`),
    ]
  })
}

function words({ killed, total }: Tally): string {
  return `${String(killed)} of ${String(total)}`
}

function mutantsOf(mutants: DriftResult['mutants'], family: Family) {
  return mutants.filter((mutant) => mutant.family === family)
}
