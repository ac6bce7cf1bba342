import type { Measurement } from '../measurement.ts'
import { copyBenchProject } from './bench-project.ts'
import { measureScript } from './measure-script.ts'
import { memoryNote, runRounds, valuesOf } from './run-rounds.ts'
import type { ToolsOptions } from './tools-options.ts'

const JOBS = [
  { id: 'contract', title: 'the contract suite on our own specs (npm run contract)' },
  { id: 'start', title: 'the whole job on our own specs (npm start)' },
] as const

/** The two commands that hold everything against everything, on this project as it is. */
export async function measureJobs({ rounds, onProgress }: ToolsOptions): Promise<Measurement[]> {
  await using project = await copyBenchProject()
  const measurements: Measurement[] = []
  for (const { id, title } of JOBS) {
    const run = () => measureScript(id, project.root)
    const results = await runRounds([{ name: 'ours', run }], rounds, (text) => onProgress?.(`${id}: ${text}`))
    const notes = [`${memoryNote(results)} The mock is a process of its own.`]
    measurements.push({ id, title, unit: 'ms', base: 'ours', values: valuesOf(results, 'wallMs'), notes })
  }
  return measurements
}
