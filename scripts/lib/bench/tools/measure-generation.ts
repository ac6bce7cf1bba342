import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CACHE_FOLDER } from '../../generation-cache.ts'
import { projectRoot } from '../../run-command.ts'
import type { Measurement } from '../measurement.ts'
import type { BenchProject } from './bench-project.ts'
import { writeGeneratorInputs } from './generator-inputs.ts'
import { measureScript } from './measure-script.ts'
import { runChild } from './run-child.ts'
import { memoryNote, runRounds, valuesOf, type ToolContestant } from './run-rounds.ts'
import type { ToolsOptions } from './tools-options.ts'

const HEY_API = 'hey-api'

const PROGRAMS = join(projectRoot, 'scripts/bench/tools')

/** Generating all clients of a project from nothing, and by other generators: wall and CPU time a spec. */
export async function measureGeneration(
  project: BenchProject,
  nominalCount: number,
  { rounds, onProgress, peersFolder }: ToolsOptions,
): Promise<Measurement[]> {
  const { root, count } = project
  const id = `generation-${String(nominalCount)}`
  // Also so that Node keeps what it compiles of our modules.
  await measureScript('generate', root)
  const inputs = join(root, 'inputs')
  await writeGeneratorInputs(root, inputs)
  const contestants = [...listOthers(root, inputs, peersFolder), ours(root)]
  const results = await runRounds(contestants, rounds, (text) => onProgress?.(`${id}: ${text}`))

  const divisors = Object.fromEntries(contestants.map(({ name }) => [name, count]))
  const common = { unit: 'ms', base: HEY_API } as const
  const title = `generating ${String(count)} ${count === 1 ? 'spec' : 'specs'}`
  const notes = [
    'A process each, its start included. The others read our effective specs, as YAML; ours reads pages, specs and overlays, and checks them.',
    memoryNote(results),
  ]
  return [
    { ...common, id, title: `${title}: time a spec`, values: valuesOf(results, 'wallMs', divisors), notes },
    { ...common, id: `${id}-cpu`, title: `${title}: CPU time a spec`, values: valuesOf(results, 'cpuMs', divisors) },
  ]
}

function listOthers(root: string, inputs: string, peersFolder: string): ToolContestant[] {
  const contestant = (name: string, program: string, ...words: string[]): ToolContestant => {
    const output = join(root, 'others', program)
    const prepare = () => rm(output, { recursive: true, force: true })
    return { name, prepare, run: () => runChild([join(PROGRAMS, program), inputs, output, ...words], root) }
  }
  return [
    contestant(HEY_API, 'hey-api.mjs', 'with-validators'),
    contestant('hey-api without validators', 'hey-api.mjs'),
    contestant('openapi-typescript', 'openapi-typescript.mjs', peersFolder),
  ]
}

/** From nothing: neither files nor what earlier runs kept of them. What Node compiled of our own modules is kept. As `npm run generate` runs it. */
function ours(root: string): ToolContestant {
  return {
    name: 'ours',
    prepare: async () => {
      for (const path of ['generated', CACHE_FOLDER]) await rm(join(root, path), { recursive: true, force: true })
    },
    run: () => measureScript('generate', root),
  }
}
