import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { REPORTS_FOLDER } from './lib/report.ts'
import { defineCommand, projectRoot, runCommand } from './lib/run-command.ts'
import { countResults, renderProblems, renderRuntimes } from './lib/runtimes/render-runtimes.ts'
import { runEverywhere } from './lib/runtimes/run-everywhere.ts'
import { isFailure } from './lib/runtimes/run-runtime.ts'
import { runtimes } from './runtimes/index.ts'
import type { Runtime } from './runtimes/runtime.ts'

const command = defineCommand(
  'runtimes',
  'Pack the client, and run its JSON and its stream example on every runtime that has fetch, against the mock. Installs the runtimes into node_modules/.cache/runtimes. Writes reports/runtimes.json.',
)
  .option('--no-install', 'use the runtimes that are there')
  .option('--only <list>', `run on these, of ${runtimes.map(({ id }) => id).join(',')}`, parseRuntimes, runtimes)
  .parse()

await runCommand(async () => {
  const { install, only } = command.opts<{ install: boolean; only: readonly Runtime[] }>()
  const folder = await mkdtemp(join(tmpdir(), 'doubao-client-runtimes-'))
  try {
    const results = await runEverywhere(only, { mayInstall: install, tarballFolder: folder })
    console.log(renderRuntimes(results))
    console.log(renderProblems(results))
    const report = { summary: countResults(results), results }
    await mkdir(join(projectRoot, REPORTS_FOLDER), { recursive: true })
    await writeFile(join(projectRoot, REPORTS_FOLDER, 'runtimes.json'), `${JSON.stringify(report, null, 2)}\n`)
    return !results.some(isFailure)
  } finally {
    await rm(folder, { recursive: true })
  }
})

function parseRuntimes(list: string): Runtime[] {
  return list.split(',').map((id) => {
    const runtime = runtimes.find((candidate) => candidate.id === id)
    if (!runtime) throw new InvalidArgumentError(`There is no runtime ${id}.`)
    return runtime
  })
}
