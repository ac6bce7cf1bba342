import { Listr, type ListrTask } from 'listr2'
import type { Scenario } from '../../../contract-tests/support/faults/scenario.ts'
import { installedRuntimes } from '../runtimes/installed-runtimes.ts'
import { buildChild } from './build-child.ts'
import { createChildClient } from './child-client.ts'
import type { Column } from './columns.ts'
import { generateHeyApiClient } from './generate-hey-api-client.ts'
import { installedPeers } from './installed-peers.ts'
import { prepareColumn, type ColumnFacts } from './prepare-column.ts'
import { runAttributed, type AttributedRun } from './run-attributed.ts'

/** How one column did. */
export interface ColumnResult extends ColumnFacts {
  runs: AttributedRun[]
}

export interface RunFaultsOptions {
  /** Whether what is missing may be installed. */
  mayInstall: boolean
  /** Where to put the compiled child program. */
  folder: string
}

/** Installs what the columns need, and plays the scenarios to them, showing how far it is. */
export async function runFaults(
  columns: readonly Column[],
  scenarios: readonly Scenario[],
  options: RunFaultsOptions,
): Promise<ColumnResult[]> {
  const results = new Map<Column, ColumnResult>()
  let file = ''
  const runs = columns.map((column): ListrTask => ({
    title: titleOf(column),
    task: async (_, task) => {
      const { program, ...facts } = await prepareColumn(column, file)
      let done = 0
      const onDone = () => {
        done += 1
        if (done % 50 === 0) task.output = `${String(done)} of ${String(scenarios.length)}`
      }
      const attributed = await runAttributed(scenarios, () => createChildClient(program), { onDone })
      results.set(column, { ...facts, runs: attributed })
    },
  }))
  const build: ListrTask = {
    title: 'the child program is compiled',
    task: async () => {
      file = await buildChild(options.folder, 'scripts/faults/child.ts')
    },
  }
  // What takes long is that a client hangs.
  const play: ListrTask = {
    title: 'the faults are played',
    task: (_, task) => task.newListr(runs, { concurrent: AT_A_TIME }),
  }
  const tasks = [...installationsFor(columns, options.mayInstall), build, play]
  await new Listr(tasks, { fallbackRendererOptions: { timestamp: undefined } }).run()
  return columns.flatMap((column) => results.get(column) ?? [])
}

const AT_A_TIME = 3

function installationsFor(columns: readonly Column[], mayInstall: boolean): ListrTask[] {
  const clients = new Set(columns.map(({ client }) => client))
  return [
    {
      title: 'the Nodes are installed',
      enabled: mayInstall && columns.some(({ nodeLine }) => nodeLine !== undefined),
      skip: installedRuntimes.isInstalled,
      task: installedRuntimes.install,
    },
    {
      title: 'the peers are installed',
      enabled: mayInstall && (clients.has('openai') || clients.has('ai-sdk')),
      skip: installedPeers.isInstalled,
      task: installedPeers.install,
    },
    {
      title: 'the client of hey-api is generated',
      enabled: clients.has('hey-api'),
      task: () => generateHeyApiClient(installedPeers.path),
    },
  ]
}

function titleOf({ client, nodeLine }: Column): string {
  return nodeLine === undefined ? client : `${client} on Node ${String(nodeLine)}`
}
