import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import { findingCodes, type FindingCode } from '../contract-tests/engine/finding.ts'
import { contractTargets } from './lib/contract-targets.ts'
import { baselineOf, judge, type Baseline } from './lib/drift/judge.ts'
import { readOperatorClasses } from './lib/drift/operator-classes.ts'
import { FAMILY_WORDS, renderDrift } from './lib/drift/render-drift.ts'
import { runDrift, type DriftOptions } from './lib/drift/run-drift.ts'
import { FAMILIES, type Family } from './lib/drift/score.ts'
import { readSurvivors } from './lib/drift/survivors.ts'
import { withProgress } from './lib/drift/with-progress.ts'
import { chooseTargets } from './lib/contract-stage.ts'
import { loadEffectiveSpecs } from './lib/load-effective-specs.ts'
import { REPORTS_FOLDER } from './lib/report.ts'
import { defineCommand, printFiles, projectRoot, runCommand } from './lib/run-command.ts'
import { writeFiles } from './lib/write-files.ts'

const BASELINE_FILE = 'contract-tests/drift/baseline.json'

const command = defineCommand(
  'drift',
  'Measure how much drift the contract suite notices: change specs and answers systematically, and count what it finds. Writes reports/drift.json. A finding is a score below its baseline, or a survivor without a reason.',
)
  .option('--only <gateway/spec>', 'score one spec')
  .option('--family <list>', `of ${FAMILIES.join(',')}`, parseFamilies, [...FAMILIES])
  .option(
    '--without <list>',
    'take these checks out of the suite, by their codes, to see what they are worth',
    parseCodes,
    [],
  )
  .option('--accept', `write the score into ${BASELINE_FILE}`)
  .parse()

const { only, family, without, accept } = command.opts<{
  only?: string
  family: Family[]
  without: FindingCode[]
  accept?: boolean
}>()
const isPartial = only !== undefined || without.length > 0 || family.length < FAMILIES.length
if (accept && isPartial) command.error('error: --accept needs every family, spec and check')

await runCommand(async () => {
  const classes = await readOperatorClasses(projectRoot)
  const baseline = JSON.parse(await readFile(join(projectRoot, BASELINE_FILE), 'utf8').catch(() => '{}')) as Baseline
  const { specs } = await loadEffectiveSpecs(projectRoot)
  const options: Omit<DriftOptions, 'onProgress'> = {
    targets: chooseTargets(await contractTargets(specs), only),
    classes,
    survivors: await readSurvivors(projectRoot),
    families: family,
    without: new Set(without),
  }
  const result = await withProgress('play the mutants', (report) =>
    runDrift({
      ...options,
      onProgress: (name, done, total) => {
        report(FAMILY_WORDS[name], done, total)
      },
    }),
  )
  const problems = judge(result, classes, accept ? {} : baseline)
  console.log(renderDrift(result))
  for (const problem of problems) console.error(problem)
  console.log(`${String(Math.round(result.milliseconds / 1000))} s, ${String(problems.length)} problems`)
  const report = { node: process.version, without, ...result, problems }
  const files = new Map([[`${REPORTS_FOLDER}/drift.json`, `${JSON.stringify(report, null, 2)}\n`]])
  await writeFiles(projectRoot, files)
  if (accept && problems.length === 0) {
    const text = `${JSON.stringify(baselineOf(result), null, 2)}\n`
    printFiles(await writeFiles(projectRoot, new Map([[BASELINE_FILE, text]])))
  }
  return problems.length === 0
})

function parseFamilies(list: string): Family[] {
  return list.split(',').map((text) => {
    const found = FAMILIES.find((candidate) => candidate === text.trim())
    if (!found) throw new InvalidArgumentError(`There is no family ${text}; there are ${FAMILIES.join(', ')}.`)
    return found
  })
}

function parseCodes(list: string): FindingCode[] {
  return list.split(',').map((text) => {
    const codes = Object.keys(findingCodes) as FindingCode[]
    const code = codes.find((candidate) => candidate === text.trim())
    if (!code) throw new InvalidArgumentError(`There is no check ${text}; docs/findings.md lists them.`)
    return code
  })
}
