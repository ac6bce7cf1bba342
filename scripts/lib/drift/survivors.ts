import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parseCheckedYaml } from '../checked-yaml.ts'
import type { ScoredMutant } from './score.ts'

/** Mutants that nothing notices, and why that is so; reviewed by hand. */
export const SURVIVORS_FILE = 'contract-tests/drift/survivors.yaml'

const survivorSchema = v.strictObject({
  family: v.picklist(['A', 'B', 'json', 'stream']),
  operator: v.string(),
  pointer: v.pipe(
    v.string('every entry names the places that it explains'),
    v.nonEmpty('every entry names the places that it explains'),
    v.check(isPattern, 'must be a regular expression'),
  ),
  reason: v.pipe(v.string(), v.nonEmpty('needs its reason')),
})

/** One reason, and the mutants that it explains: those of an operator whose pointer matches. */
export interface ExplainedSurvivor extends v.InferOutput<typeof survivorSchema> {
  /** Where it stands in {@link SURVIVORS_FILE}, from 1. */
  line: number
}

/** What has to be known of a mutant to look for its reason. */
type Place = Pick<ScoredMutant, 'family' | 'operator' | 'pointer'>

/** Reads the reasons. */
export async function readSurvivors(root: string): Promise<ExplainedSurvivor[]> {
  const text = await readFile(join(root, SURVIVORS_FILE), 'utf8')
  const { output, lineOf } = parseCheckedYaml(SURVIVORS_FILE, text, v.array(survivorSchema))
  return output.map((survivor, index) => ({ ...survivor, line: lineOf([index]) }))
}

/** The reason that explains a survivor; undefined where there is none. */
export function explain(survivors: readonly ExplainedSurvivor[], place: Place): string | undefined {
  return survivors.find((survivor) => isAbout(survivor, place))?.reason
}

/** Of a whole run: the reasons that explain no survivor, because there is none, or because another comes before. */
export function findStaleReasons(
  survivors: readonly ExplainedSurvivor[],
  mutants: readonly (Place & Pick<ScoredMutant, 'killedBy'>)[],
): string[] {
  const surviving = mutants.filter(({ killedBy }) => killedBy === undefined)
  const used = new Set(surviving.map((mutant) => survivors.find((survivor) => isAbout(survivor, mutant))))
  return survivors
    .filter((survivor) => !used.has(survivor))
    .map(({ line, family, operator, pointer }) => {
      return `${SURVIVORS_FILE}:${String(line)}: explains no survivor: ${operator} of ${family} at ${pointer}`
    })
}

function isAbout(survivor: ExplainedSurvivor, { family, operator, pointer }: Place): boolean {
  const isSameKind = survivor.family === family && survivor.operator === operator
  return isSameKind && new RegExp(survivor.pointer, 'u').test(pointer)
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'u'))
  } catch {
    return false
  }
}
