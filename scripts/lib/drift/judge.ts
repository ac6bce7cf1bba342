import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parseCheckedYaml } from '../checked-yaml.ts'
import { InputError } from '../input-error.ts'
import { FAMILIES, percent, scoreOf, scoresBy, type Family } from './score.ts'
import type { DriftResult } from './run-drift.ts'
import type { ClassifiedOperator } from './operator-classes.ts'

/** The share of each family and spec below which nothing may fall; committed. */
export type Baseline = Partial<Record<Family, Record<string, number>>>

/** Where it is committed. */
export const BASELINE_FILE = 'contract-tests/drift/baseline.json'

const baselineSchema = v.record(v.picklist(FAMILIES), v.record(v.string(), v.number()))

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
      return [family, Object.fromEntries(Object.entries(bySpec).map(([spec, { share }]) => [spec, share]))]
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
      ...bySpec
        .filter(([spec, { share }]) => share < (baseline[family]?.[spec] ?? 0))
        .map(([spec, specScore]) => {
          const before = percent({ share: baseline[family]?.[spec] ?? 0 })
          return `${family} of ${spec}: ${percent(specScore)} is below the baseline of ${before}`
        }),
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

function mutantsOf(mutants: DriftResult['mutants'], family: Family) {
  return mutants.filter((mutant) => mutant.family === family)
}
