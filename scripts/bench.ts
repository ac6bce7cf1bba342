import { InvalidArgumentError } from 'commander'
import { readPerformancePage, renderBenchDocs } from './lib/bench/bench-docs.ts'
import { GROUP_IDS, type GroupId } from './lib/bench/groups/index.ts'
import { renderBench } from './lib/bench/render-bench.ts'
import { reportBench } from './lib/bench/report-bench.ts'
import { runBench } from './lib/bench/run-bench.ts'
import { judgeTargets } from './lib/bench/targets.ts'
import { defineCommand, printFiles, projectRoot, runCommand } from './lib/run-command.ts'
import { writeFiles } from './lib/write-files.ts'

interface Options {
  only: GroupId[]
  rounds: number
  install: boolean
  docs?: boolean
}

const command = defineCommand(
  'bench',
  'Measure our client and its peers side by side, each in a process of its own, round by round. Installs the peers into node_modules/.cache. Writes reports/bench.json. A missed target is no finding: a machine may be busy.',
)
  .option('--only <list>', `measure these groups, of ${GROUP_IDS.join(',')}`, parseGroups, [...GROUP_IDS])
  .option('--rounds <number>', 'how often each contestant is measured', parseRounds, 9)
  .option('--no-install', 'use what is there')
  .option('--docs', 'write the figures into docs/performance.md')
  .parse()

const { only, rounds, install, docs } = command.opts<Options>()
if (docs && only.length < GROUP_IDS.length) command.error('error: --docs needs every group')

await runCommand(async () => {
  const page = docs ? await readPerformancePage() : undefined
  const results = await runBench({ only, rounds, mayInstall: install })
  const measurements = [...results.values()].flat()
  const verdicts = judgeTargets(measurements)
  console.log(renderBench(results, verdicts))
  await reportBench(measurements, verdicts, rounds)
  if (page) printFiles(await writeFiles(projectRoot, await renderBenchDocs(page, results, verdicts)))
  return true
})

function parseGroups(list: string): GroupId[] {
  return list.split(',').map((text) => {
    const group = GROUP_IDS.find((candidate) => candidate === text.trim())
    if (!group) throw new InvalidArgumentError(`There is no group ${text}; there are ${GROUP_IDS.join(', ')}.`)
    return group
  })
}

function parseRounds(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError('It must be a whole number from 1 to 999.')
  return Number(text)
}
