import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { parseCheckedYaml } from '../checked-yaml.ts'

/** The hand-kept list of differences that somebody has looked at. */
export const ACCEPTED_FILE = 'specs/accepted-differences.yaml'

const entrySchema = v.strictObject({
  page: v.string(),
  fact: v.string(),
  /** Left out where the page states nothing. */
  stated: v.optional(v.unknown()),
  reason: v.pipe(v.string('every accepted difference needs its reason'), v.nonEmpty()),
})

/** A fact that a page may state otherwise than its spec, with the reason. */
export interface AcceptedDifference extends v.InferOutput<typeof entrySchema> {
  /** Where it stands in the file. */
  line: number
}

/** Reads specs/accepted-differences.yaml; a missing file accepts nothing. */
export async function readAcceptedDifferences(root: string): Promise<AcceptedDifference[]> {
  const text = await readFile(join(root, ACCEPTED_FILE), 'utf8').catch(() => '[]')
  const { output, lineOf } = parseCheckedYaml(ACCEPTED_FILE, text, v.array(entrySchema))
  return output.map((entry, index) => ({ ...entry, line: lineOf([index, 'page']) }))
}
