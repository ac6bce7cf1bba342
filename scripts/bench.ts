import { InvalidArgumentError } from 'commander'
import { GROUP_IDS, type GroupId } from './lib/bench/groups/index.ts'
import { renderBench } from './lib/bench/render-bench.ts'
import { reportBench } from './lib/bench/report-bench.ts'
import { runBench } from './lib/bench/run-bench.ts'
import { judgeTargets } from './lib/bench/targets.ts'
import { defineCommand, runCommand } from './lib/run-command.ts'

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
  .parse()

const { only, rounds, install } = command.opts<Options>()

await runCommand(async () => {
  const measurements = await runBench({ only, rounds, mayInstall: install })
  const verdicts = judgeTargets(measurements)
  console.log(renderBench(measurements, verdicts))
  await reportBench(measurements, verdicts, rounds)
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
