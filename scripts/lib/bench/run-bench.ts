import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Listr, type ListrTask } from 'listr2'
import { buildChild } from '../faults/build-child.ts'
import { generateHeyApiClient } from '../faults/generate-hey-api-client.ts'
import { MissingClientError } from '../faults/missing-client-error.ts'
import { benchPeers } from './bench-peers.ts'
import { GROUP_IDS, groups, type GroupId } from './groups/index.ts'
import type { Measurement } from './measurement.ts'
import { startBenchServer } from './start-server.ts'

export interface BenchOptions {
  only: readonly GroupId[]
  rounds: number
  /** Whether what is missing may be installed. */
  mayInstall: boolean
}

/** Installs what is compared, and measures the groups one after the other, showing how far it is. */
export async function runBench({ only, rounds, mayInstall }: BenchOptions): Promise<Map<GroupId, Measurement[]>> {
  const folder = await mkdtemp(join(tmpdir(), 'doubao-client-bench-'))
  await using server = await startBenchServer()
  const results = new Map<GroupId, Measurement[]>()
  const program = { file: '', peersFolder: benchPeers.path }
  const measures = GROUP_IDS.filter((id) => only.includes(id)).map((id): ListrTask => ({
    title: id,
    task: async (_, task) => {
      const onProgress = (text: string) => {
        task.output = text
      }
      results.set(id, await groups[id]({ server, program, rounds, folder, onProgress }))
    },
  }))
  const build: ListrTask = {
    title: 'the child program is compiled',
    task: async () => {
      program.file = await buildChild(folder, 'scripts/bench/child.ts')
    },
  }
  try {
    const tasks = [...preparations(mayInstall), build, ...measures]
    await new Listr(tasks, { fallbackRendererOptions: { timestamp: undefined } }).run()
  } finally {
    await rm(folder, { recursive: true })
  }
  return results
}

function preparations(mayInstall: boolean): ListrTask[] {
  return [
    {
      title: 'the peers are installed',
      skip: benchPeers.isInstalled,
      task: async () => {
        if (!mayInstall) throw new MissingClientError(benchPeers.path)
        await benchPeers.install()
      },
    },
    { title: 'the client of hey-api is generated', task: () => generateHeyApiClient(benchPeers.path) },
  ]
}
