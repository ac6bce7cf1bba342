import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Measurement } from '../measurement.ts'
import type { BenchProject } from './bench-project.ts'
import { measureScript } from './measure-script.ts'
import { runChild } from './run-child.ts'
import { memoryNote, runRounds, valuesOf } from './run-rounds.ts'
import type { ToolsOptions } from './tools-options.ts'

/** Generating where nothing changed since the last time, and where one page did. */
export async function measureRegeneration(
  { root, count }: BenchProject,
  { rounds, onProgress }: ToolsOptions,
): Promise<Measurement[]> {
  const run = () => measureScript('generate', root)
  await run()
  const cases = [
    { id: 'generation-unchanged', title: 'nothing changed' },
    { id: 'generation-one-changed', title: 'one page changed', prepare: (round: number) => changePage(root, round) },
  ]
  const measurements: Measurement[] = []
  for (const { id, title, prepare } of cases) {
    const contestant = { name: 'ours', run, ...(prepare && { prepare }) }
    const results = await runRounds([contestant], rounds, (text) => onProgress?.(`${id}: ${text}`))
    measurements.push({
      id,
      title: `generating ${String(count)} specs, of which ${title}: time in all`,
      unit: 'ms',
      base: 'ours',
      values: valuesOf(results, 'wallMs'),
      notes: [memoryNote(results)],
    })
  }
  return measurements
}

/** Changes the title of the first page's document, and extracts it. */
async function changePage(root: string, round: number): Promise<void> {
  const lock = JSON.parse(await readFile(join(root, 'specs/lock.json'), 'utf8')) as {
    specs: Record<string, { page: string }>
  }
  const [entry] = Object.values(lock.specs)
  if (!entry) throw new Error(`${root} has no spec`)
  const file = join(root, 'specs/pages', entry.page)
  const text = await readFile(file, 'utf8')
  await writeFile(
    file,
    text.replace(/^ {2}title: .*$/m, () => `  title: round ${String(round)}`),
  )
  await runChild(['scripts/extract.ts'], root)
}
