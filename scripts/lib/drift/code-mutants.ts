import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InputError } from '../input-error.ts'
import {
  CODE_SURVIVORS_FILE,
  MUTATION_REPORT_FILE,
  summarizeMutations,
  type MutationReport,
} from '../mutation-report.ts'
import { percent } from './score.ts'

/** Below this the tests of src/ may not notice fewer mutants, whatever they noticed before. */
const FLOOR = 0.95

/** What `npm run mutation` found last; undefined where it never ran. */
export async function findCodeMutants(root: string): Promise<MutationReport | undefined> {
  const report = await readFile(join(root, MUTATION_REPORT_FILE), 'utf8').catch(() => undefined)
  if (report === undefined) return undefined
  return summarizeMutations(report, await readFile(join(root, CODE_SURVIVORS_FILE), 'utf8'))
}

/** The same. Throws an {@link InputError} where it never ran. */
export async function readCodeMutants(root: string): Promise<MutationReport> {
  const report = await findCodeMutants(root)
  if (report) return report
  throw new InputError('is not there; `npm run mutation` makes it', { file: MUTATION_REPORT_FILE })
}

/** Everything that is wrong with a score of the code; nothing where the tests are as strong as they were. */
export function judgeCode(report: MutationReport): string[] {
  const unexplained = report.survivors.filter(({ reason }) => reason === undefined)
  return [
    ...(report.share < FLOOR ? [`${percent(report)} is below ${String(FLOOR * 100)} %`] : []),
    ...unexplained.map(({ file, line, mutator, original, replacement }) => {
      return `${file}:${String(line)}: nobody noticed ${mutator}: ${original} → ${replacement}`
    }),
    ...report.stale.map(({ line, file, source }) => {
      return `${CODE_SURVIVORS_FILE}:${String(line)}: explains what no longer survives: ${file}: ${source}`
    }),
  ]
}
