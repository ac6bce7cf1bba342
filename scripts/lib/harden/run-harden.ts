import { Listr, type ListrTask } from 'listr2'
import { measureFuzz } from './fuzz.ts'
import { measureLeaks } from './leaks.ts'
import { measureLoad } from './load.ts'
import type { PartResult } from './part-result.ts'
import { measureSecrets } from './secrets.ts'
import { startHardenServer } from './start-server.ts'

/** Every part, in the order in which it runs and is shown. */
export const PARTS = ['leaks', 'load', 'secrets', 'fuzz'] as const

export type Part = (typeof PARTS)[number]

export interface HardenOptions {
  only: readonly Part[]
  seed: number
  /** How long the fuzzing takes. */
  seconds: number
}

/** Runs the parts one after the other, since each measures its process, showing how far it is. */
export async function runHarden({ only, seed, seconds }: HardenOptions): Promise<Map<Part, PartResult>> {
  await using server = await startHardenServer()
  const results = new Map<Part, PartResult>()
  type Progress = (done: number) => void
  const measures: Record<Part, (onProgress: Progress) => Promise<PartResult>> = {
    leaks: (onProgress) => measureLeaks(server, { seed, onProgress }),
    load: () => measureLoad(server),
    secrets: measureSecrets,
    fuzz: () => measureFuzz({ seed, seconds }),
  }
  const tasks = PARTS.filter((part) => only.includes(part)).map((part): ListrTask => ({
    title: part,
    task: async (_, task) => {
      const onProgress = (done: number) => {
        task.output = `${String(done)} done`
      }
      results.set(part, await measures[part](onProgress))
    },
  }))
  await new Listr(tasks, { fallbackRendererOptions: { timestamp: undefined } }).run()
  return results
}
