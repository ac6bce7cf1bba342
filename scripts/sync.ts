import { resolve } from 'node:path'
import { Option } from 'commander'
import type { Finding } from '../contract-tests/engine/finding.ts'
import { REPORTS_FOLDER, renderContractTable, renderFindings } from './lib/report.ts'
import { defineCommand, printFiles, projectRoot, runCommand } from './lib/run-command.ts'
import { SEVERITIES } from './lib/changes/change.ts'
import { applySync } from './lib/sync/apply-sync.ts'
import { chooseFetch } from './lib/sync/choose-fetch.ts'
import { showProgress } from './lib/sync/show-progress.ts'
import { renderSync, reportSync } from './lib/sync/render-sync.ts'
import { runSync, type SyncResult } from './lib/sync/run-sync.ts'
import { clearInterrupted } from './lib/sync/stage.ts'
import { writeFiles } from './lib/write-files.ts'

type FailOn = 'breaking' | 'any' | 'never'

interface Options {
  from?: string
  offline?: boolean
  out?: string
  check?: boolean
  dryRun?: boolean
  apply?: boolean
  failOn: FailOn
}

const command = defineCommand(
  'sync',
  'Fetch the pages and the sites that specs/sources.yaml lists, as far as they changed; write pages, specs, specs/lock.json and specs/CHANGES.md, all of them or none, and reports/sync.json and reports/sync.md, which is the new section of specs/CHANGES.md. A page that is gone or cannot be used is a finding, and stays as it was.',
)
  .addOption(new Option('--from <folder>', 'read a saved site instead of the network').conflicts('offline'))
  .option('--offline', 'take the pages that are saved already')
  .option('--out <folder>', 'write specs/ and reports/ there instead of the project')
  .addOption(new Option('--check', 'write nothing; any change is a finding').conflicts('apply'))
  .addOption(new Option('--dry-run', 'write nothing; say what would change').conflicts('apply'))
  .option('--apply', 'generate what changed, and check the contract of what changed')
  .addOption(
    new Option(
      '--fail-on <severity>',
      'which changes are findings: breaking, with pages that cannot be used; any, with witnesses that disagree, which are looked for where anything changed',
    )
      .choices(['breaking', 'any', 'never'])
      .default('breaking'),
  )
  .parse()

const options = command.opts<Options>()

await runCommand(async () => {
  const out = resolve(options.out ?? projectRoot)
  const isWritten = !options.check && !options.dryRun
  const heading = new Date().toISOString().slice(0, 10)
  if (isWritten) await clearInterrupted(out)
  const fetchPage = await chooseFetch(projectRoot, options)
  const result = await showProgress('pages and specs', (onProgress) =>
    runSync({ project: projectRoot, out, fetchPage, isWritten, heading, onProgress }),
  )
  console.log(renderSync(result))
  console.log(describeFiles(result, isWritten))
  if (isWritten) {
    const report = `${JSON.stringify(reportSync(result), null, 2)}\n`
    const section = result.section ?? 'Nothing changed.\n'
    await writeFiles(
      out,
      new Map([
        [`${REPORTS_FOLDER}/sync.json`, report],
        [`${REPORTS_FOLDER}/sync.md`, section],
      ]),
    )
  }
  const findings = options.apply && (result.isCommitted || result.files.length === 0) ? await apply(out, result) : []
  return options.check
    ? result.files.length === 0 && isFine(result, 'any')
    : findings.length === 0 && isFine(result, options.failOn)
})

async function apply(out: string, { changedSpecs }: SyncResult): Promise<readonly Finding[]> {
  const { files, findings, contract } = await applySync(out, { changedSpecs, isProject: out === resolve(projectRoot) })
  printFiles(files)
  if (contract) console.log(renderContractTable(contract))
  console.log(renderFindings(findings))
  return findings
}

function isFine({ comparison, findings, disagreements }: SyncResult, failOn: FailOn): boolean {
  if (failOn === 'never') return true
  const severities = failOn === 'any' ? SEVERITIES : SEVERITIES.slice(0, 1)
  const isQuiet = failOn === 'breaking' || disagreements.length === 0
  return isQuiet && findings.length === 0 && !comparison.changes.some(({ severity }) => severities.includes(severity))
}

function describeFiles({ files, isCommitted }: SyncResult, isWritten: boolean): string {
  if (files.length === 0) return 'specs/ is what the docs say'
  if (isWritten && !isCommitted) return 'specs/: nothing written, for the findings above'
  return `specs/: ${String(files.length)} files ${isWritten ? 'changed' : 'would change'}`
}
