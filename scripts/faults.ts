import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CLIENT_IDS, NODE_LINES, parseClients, parseNodeLines, planColumns } from './lib/faults/columns.ts'
import type { ClientId, NodeLine } from './lib/faults/columns.ts'
import { renderFaultsDocs, renderFaultsSummary } from './lib/faults/faults-docs.ts'
import { areOursRight, renderFaults, renderOwnFaults, renderSummaries } from './lib/faults/render-faults.ts'
import { writeFaultsReport } from './lib/faults/report-faults.ts'
import { runFaults, type ColumnResult } from './lib/faults/run-faults.ts'
import { chooseScenarios, loadScenarioFiles, type ScenarioFile } from './lib/faults/scenario-files.ts'
import { mergeNodes } from './lib/faults/standings.ts'
import { replaceSection } from './lib/replace-section.ts'
import { defineCommand, printFiles, projectRoot, runCommand } from './lib/run-command.ts'
import { writeFiles } from './lib/write-files.ts'

interface Options {
  only: ClientId[]
  node?: NodeLine[]
  scenario?: string
  install: boolean
  docs?: boolean
}

const command = defineCommand(
  'faults',
  'Play the faults of contract-tests/faults/ to our client and its peers, each in a process of its own. Installs the peers and the Nodes into node_modules/.cache. Writes reports/faults.json. A finding is a scenario that our client is not right in.',
)
  .option(
    '--only <list>',
    `play to these, of ${CLIENT_IDS.join(',')}; ours alone needs no installation`,
    parseClients,
    [...CLIENT_IDS],
  )
  .option('--node <list>', `run our client on these Nodes, of ${NODE_LINES.join(',')}`, parseNodeLines)
  .option('--scenario <part>', 'play those whose id holds this')
  .option('--no-install', 'use what is there')
  .option('--docs', 'write what came out into docs/faults.md and README.md')
  .parse()

const { only, node, scenario, install, docs } = command.opts<Options>()
const isPartial = scenario !== undefined || node !== undefined || only.length < CLIENT_IDS.length
if (docs && isPartial) command.error('error: --docs needs every client, Node and scenario')

await runCommand(async () => {
  const files = chooseScenarios(await loadScenarioFiles(), scenario)
  const scenarios = files.flatMap((file) => file.scenarios)
  // Rather now than after minutes.
  if (docs) replaceSection(await readFile(join(projectRoot, 'README.md'), 'utf8'), 'faults', '')
  const folder = await mkdtemp(join(tmpdir(), 'doubao-client-faults-'))
  try {
    const results = await runFaults(planColumns(only, node), scenarios, { mayInstall: install, folder })
    console.log([renderFaults(results), ...renderOwnFaults(results), ...renderSummaries(results)].join('\n'))
    await writeFaultsReport(results)
    if (docs) printFiles(await writeFiles(projectRoot, await renderDocs(files, results)))
    return areOursRight(results)
  } finally {
    await rm(folder, { recursive: true })
  }
})

async function renderDocs(
  files: readonly ScenarioFile[],
  results: readonly ColumnResult[],
): Promise<Map<string, string>> {
  const standings = mergeNodes(results)
  const readme = await readFile(join(projectRoot, 'README.md'), 'utf8')
  return new Map([
    ['README.md', replaceSection(readme, 'faults', await renderFaultsSummary(standings))],
    ['docs/faults.md', await renderFaultsDocs(files, standings)],
  ])
}
