import { symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { HEY_API_BUNDLE } from '../../../faults/clients/hey-api.ts'
import { runNpm, runProgram } from '../../package/run-program.ts'
import { stagePackage } from '../../package/stage-package.ts'
import type { BenchContext } from '../group.ts'
import type { Measurement } from '../measurement.ts'

/** One process takes a few dozen milliseconds, and no two take the same. */
const LEAST_ROUNDS = 25

/** What it takes to import each client, over a program that imports nothing. */
export async function measureImports(context: BenchContext): Promise<Measurement[]> {
  const { folder, program, onProgress } = context
  onProgress('the package is built')
  await using stage = await stagePackage()
  await runNpm(['run', 'build'], { cwd: stage.folder })
  await symlink(join(program.peersFolder, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const programs = {
    [EMPTY]: '',
    fetch: 'globalThis.Response',
    ours: importOf(join(stage.folder, 'dist/src/index.js')),
    openai: "import 'openai'",
    'ai-sdk': "import 'ai'; import '@ai-sdk/openai-compatible'",
    'hey-api': importOf(join(program.peersFolder, HEY_API_BUNDLE)),
    'openapi-fetch': "import 'openapi-fetch'",
    undici: "import 'undici'",
  }
  for (const [name, code] of Object.entries(programs)) await writeFile(fileOf(folder, name), `${code}\n${TELL_CPU}`)
  const { clock, cpu } = await timeInTurn(folder, Object.keys(programs), context)
  const shared = { unit: 'ms' as const, base: 'fetch' }
  return [
    {
      ...shared,
      id: 'import',
      title: 'time that an import takes, over a program that imports nothing',
      values: overEmpty(clock),
      notes: [
        "From the start of Node to its end. `fetch` is the first touch of the runtime's own. hey-api's client is one file, ours is as published.",
      ],
    },
    {
      ...shared,
      id: 'import-cpu',
      title: 'CPU of an import, over a program that imports nothing',
      values: overEmpty(cpu),
      notes: [
        'What other programs do on the machine shows less in it than in the time; what threads of Node do shows more.',
      ],
    },
  ]
}

type Values = Record<string, number[]>

function overEmpty({ [EMPTY]: empty = [], ...others }: Values): Values {
  const over = (own: number[]) => own.map((value, round) => value - (empty[round] ?? NaN))
  return Object.fromEntries(Object.entries(others).map(([name, own]) => [name, over(own)]))
}

const TELL_CPU = 'process.stdout.write(JSON.stringify(process.cpuUsage()))'

const EMPTY = 'empty'

async function timeInTurn(
  folder: string,
  names: readonly string[],
  { rounds, onProgress }: BenchContext,
): Promise<{ clock: Values; cpu: Values }> {
  const empty = (): Values => Object.fromEntries(names.map((name) => [name, []]))
  const values = { clock: empty(), cpu: empty() }
  // The files of the first round come from the disk.
  for (let round = 0; round <= Math.max(rounds, LEAST_ROUNDS); round += 1) {
    for (const name of names) {
      const taken = await timeProgram(fileOf(folder, name))
      if (round === 0) continue
      values.clock[name]?.push(taken.clock)
      values.cpu[name]?.push(taken.cpu)
    }
    onProgress(`round ${String(round)}`)
  }
  return values
}

/** Milliseconds. */
async function timeProgram(file: string): Promise<{ clock: number; cpu: number }> {
  const startedAt = performance.now()
  const { status, output, errorOutput } = await runProgram(process.execPath, [file], { env: { NODE_OPTIONS: '' } })
  const clock = performance.now() - startedAt
  if (status !== 0) throw new Error(errorOutput)
  const { user, system } = JSON.parse(output) as NodeJS.CpuUsage
  return { clock, cpu: (user + system) / 1000 }
}

function fileOf(folder: string, name: string): string {
  return join(folder, `import-${name}.mjs`)
}

function importOf(path: string): string {
  return `import ${JSON.stringify(pathToFileURL(path).href)}`
}
