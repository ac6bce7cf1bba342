import { availableParallelism, cpus } from 'node:os'
import { REPORTS_FOLDER } from '../report.ts'
import { projectRoot } from '../run-command.ts'
import { writeFiles } from '../write-files.ts'
import type { Measurement } from './measurement.ts'
import type { Verdict } from './targets.ts'

/** Writes reports/bench.json: every value of every round, and what came out of the targets. */
export async function reportBench(
  measurements: readonly Measurement[],
  verdicts: readonly Verdict[],
  rounds: number,
): Promise<void> {
  const machine = { node: process.version, processor: cpus()[0]?.model, cores: availableParallelism() }
  const report = { ...machine, rounds, measurements, targets: verdicts }
  await writeFiles(projectRoot, new Map([[`${REPORTS_FOLDER}/bench.json`, `${JSON.stringify(report, null, 2)}\n`]]))
}
