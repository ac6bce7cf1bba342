import { InvalidArgumentError } from 'commander'
import { renderHarden, renderHardenDocs } from './lib/harden/render-harden.ts'
import { PARTS, runHarden, type HardenOptions, type Part } from './lib/harden/run-harden.ts'
import { REPORTS_FOLDER } from './lib/report.ts'
import { defineCommand, printFiles, projectRoot, runCommand } from './lib/run-command.ts'
import { writeFiles } from './lib/write-files.ts'

const command = defineCommand(
  'harden',
  'Measure what streams leave behind, what many at once cost, where the key shows, and what random bytes do to the client. Writes reports/harden.json. A finding is a figure beyond its bound.',
)
  .option('--only <list>', `measure these parts, of ${PARTS.join(',')}`, parseParts, [...PARTS])
  .option('--seconds <number>', 'how long random bytes are fed', parseNumber, 10)
  .option('--seed <number>', 'what chance begins with', parseNumber, 2209)
  .option('--docs', 'write the figures into docs/hardening.md')
  .parse()

const { docs, ...options } = command.opts<HardenOptions & { docs?: boolean }>()
if (docs && options.only.length < PARTS.length) command.error('error: --docs needs every part')

await runCommand(async () => {
  const results = await runHarden(options)
  console.log(renderHarden(results))
  const report = { node: process.version, seed: options.seed, parts: Object.fromEntries(results) }
  await writeFiles(projectRoot, new Map([[`${REPORTS_FOLDER}/harden.json`, `${JSON.stringify(report, null, 2)}\n`]]))
  if (docs) printFiles(await writeFiles(projectRoot, new Map([['docs/hardening.md', await renderHardenDocs(results)]])))
  return [...results.values()].every(({ problems }) => problems.length === 0)
})

function parseParts(list: string): Part[] {
  return list.split(',').map((text) => {
    const part = PARTS.find((candidate) => candidate === text.trim())
    if (!part) throw new InvalidArgumentError(`There is no part ${text}; there are ${PARTS.join(', ')}.`)
    return part
  })
}

function parseNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 on.')
  return Number(text)
}
