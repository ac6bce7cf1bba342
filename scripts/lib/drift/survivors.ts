import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parseCheckedYaml } from '../checked-yaml.ts'

/** Mutants that nothing notices, and why that is so; reviewed by hand. */
export const SURVIVORS_FILE = 'contract-tests/drift/survivors.yaml'

const survivorSchema = v.strictObject({
  family: v.picklist(['A', 'B', 'json', 'stream']),
  operator: v.string(),
  pointer: v.optional(v.pipe(v.string(), v.check(isPattern, 'must be a regular expression'))),
  reason: v.pipe(v.string(), v.nonEmpty('needs its reason')),
})

/** One reason, and the mutants that it explains: those of an operator whose pointer matches. */
export type ExplainedSurvivor = v.InferOutput<typeof survivorSchema>

/** Reads the reasons. */
export async function readSurvivors(root: string): Promise<ExplainedSurvivor[]> {
  const text = await readFile(join(root, SURVIVORS_FILE), 'utf8')
  return parseCheckedYaml(SURVIVORS_FILE, text, v.array(survivorSchema)).output
}

/** The reason that explains a survivor; undefined where there is none. */
export function explain(
  survivors: readonly ExplainedSurvivor[],
  { family, operator, pointer }: { family: string; operator: string; pointer: string },
): string | undefined {
  return survivors.find((survivor) => {
    const isSameKind = survivor.family === family && survivor.operator === operator
    return isSameKind && new RegExp(survivor.pointer ?? '', 'u').test(pointer)
  })?.reason
}

function isPattern(text: string): boolean {
  try {
    return Boolean(new RegExp(text, 'u'))
  } catch {
    return false
  }
}
