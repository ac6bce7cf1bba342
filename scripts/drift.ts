import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FindingCode } from '../contract-tests/engine/finding.ts'
import { chooseTargets } from './lib/contract-stage.ts'
import { contractTargets } from './lib/contract-targets.ts'
import { ablate } from './lib/drift/ablate.ts'
import { DRIFT_DOCS_FILE, findStaleDocs } from './lib/drift/check-docs.ts'
import { renderDriftDocs, renderDriftSummary, type DriftDocs } from './lib/drift/drift-docs.ts'
import { findCodeMutants, readCodeMutants } from './lib/drift/code-mutants.ts'
import { makeDriftReport } from './lib/drift/drift-report.ts'
import { parseCodes, parseFamilies, type DriftCommandOptions } from './lib/drift/drift-options.ts'
import { BASELINE_FILE, baselineOf, judge, judgeCompleteness, readBaseline } from './lib/drift/judge.ts'
import { readOperatorClasses } from './lib/drift/operator-classes.ts'
import { FAMILY_WORDS, renderDrift } from './lib/drift/render-drift.ts'
import { runDrift, type DriftOptions } from './lib/drift/run-drift.ts'
import { FAMILIES } from './lib/drift/score.ts'
import { findStaleReasons, readSurvivors } from './lib/drift/survivors.ts'
import { withProgress } from './lib/drift/with-progress.ts'
import { loadEffectiveSpecs } from './lib/load-effective-specs.ts'
import { replaceSection } from './lib/replace-section.ts'
import { REPORTS_FOLDER } from './lib/report.ts'
import { defineCommand, printFiles, projectRoot, runCommand } from './lib/run-command.ts'
import { writeFiles } from './lib/write-files.ts'

/** The checks of which docs/drift.md says what is left without them: those that notice most. */
const ABLATED: readonly FindingCode[] = ['DC401', 'DC402', 'DC404', 'DC405', 'DC406', 'DC410', 'DC417']

const command = defineCommand(
  'drift',
  'Measure how much drift the contract suite notices: change specs and answers systematically, and count what it finds. Writes reports/drift.json. A finding is a score below its baseline, a survivor without a reason, a reason without a survivor, or a figure in docs/drift.md or README.md that is another.',
)
  .option('--only <gateway/spec>', 'score one spec')
  .option('--family <list>', `of ${FAMILIES.join(',')}; docs/drift.md says what they are`, parseFamilies, [...FAMILIES])
  .option('--without <list>', 'take these checks out of the suite, by their codes', parseCodes, [])
  .option('--docs', 'also score without single checks, and write docs/drift.md and the table of README.md')
  .option('--accept', `write the score into ${BASELINE_FILE}, below which none may fall`)
  .parse()

const { only, family: families, without, docs, accept } = command.opts<DriftCommandOptions>()
const isPartial = only !== undefined || without.length > 0 || families.length < FAMILIES.length
if ((docs ?? accept) && isPartial) command.error('error: --docs and --accept need every family, spec and check')

await runCommand(async () => {
  const classes = await readOperatorClasses(projectRoot)
  const code = docs ? await readCodeMutants(projectRoot) : await findCodeMutants(projectRoot)
  const baseline = accept ? {} : await readBaseline(projectRoot)
  const survivors = await readSurvivors(projectRoot)
  const { specs } = await loadEffectiveSpecs(projectRoot)
  const targets = chooseTargets(await contractTargets(specs), only)
  const options: DriftOptions = { targets, classes, survivors, families, without: new Set(without) }

  const result = await withProgress('play the mutants', (report) => {
    const onProgress: DriftOptions['onProgress'] = (family, done, total) => {
      report(FAMILY_WORDS[family], done, total)
    }
    return runDrift({ ...options, onProgress })
  })
  const problems = [
    ...judge(result, classes, baseline),
    ...(isPartial ? [] : findStaleReasons(survivors, result.mutants)),
    ...(isPartial || accept ? [] : judgeCompleteness(result, baseline)),
    // What is written anew, or has to be where the baseline is, is not held against what was there.
    ...(isPartial || accept || docs ? [] : await findStaleDocs(projectRoot, { result, classes })),
  ]
  const seconds = String(Math.round(result.milliseconds / 1000))
  console.log([renderDrift(result), ...problems, `${seconds} s, ${String(problems.length)} problems`].join('\n'))
  const report = { without, ...makeDriftReport(result, classes, problems), code }
  const files = new Map([[`${REPORTS_FOLDER}/drift.json`, `${JSON.stringify(report, null, 2)}\n`]])
  if (accept) files.set(BASELINE_FILE, `${JSON.stringify(baselineOf(result), null, 2)}\n`)
  if (docs && code)
    for (const [path, text] of await renderDocs({ result, classes, code }, options)) files.set(path, text)
  printFiles(await writeFiles(projectRoot, files))
  return problems.length === 0
})

async function renderDocs(docs: Omit<DriftDocs, 'ablations'>, options: DriftOptions): Promise<Map<string, string>> {
  const ablations = await withProgress('score without single checks', async (report) => {
    const scored = []
    for (const [index, code] of ABLATED.entries()) {
      scored.push(await ablate(docs.result, options, code))
      report(`without ${code}`, index + 1, ABLATED.length)
    }
    return scored
  })
  const readme = await readFile(join(projectRoot, 'README.md'), 'utf8')
  return new Map([
    ['README.md', replaceSection(readme, 'drift', await renderDriftSummary(docs))],
    [DRIFT_DOCS_FILE, await renderDriftDocs({ ...docs, ablations })],
  ])
}
