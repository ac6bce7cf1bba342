import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { InvalidArgumentError } from 'commander'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import type { ContractResult } from '../../../contract-tests/engine/run-contract.ts'
import { renderContractTable, renderFindings, REPORTS_FOLDER, writeContractReport } from '../report.ts'
import { renderAnnotations } from './github-annotations.ts'
import { renderJUnit } from './junit.ts'

/** How a run is reported. reports/contract.json is always written. */
export type Reporter = 'terminal' | 'junit' | 'github'

const REPORTERS: readonly Reporter[] = ['terminal', 'junit', 'github']

/** What the commands say of their option. */
export const REPORTER_OPTION = {
  flags: '--reporter <list>',
  description: `of ${REPORTERS.join(',')}: a table, reports/contract.xml, annotations of GitHub Actions (there by default)`,
} as const

/** Reads the option. */
export function parseReporters(list: string): Reporter[] {
  return list.split(',').map((text) => {
    const reporter = REPORTERS.find((candidate) => candidate === text.trim())
    if (!reporter) throw new InvalidArgumentError(`There is no reporter ${text}; there are ${REPORTERS.join(', ')}.`)
    return reporter
  })
}

/** Tells what a run found, in every way that was asked for. */
export async function reportContract(
  root: string,
  results: readonly ContractResult[],
  findings: readonly Finding[],
  reporters: readonly Reporter[] = defaultReporters(),
): Promise<void> {
  if (reporters.includes('terminal')) console.log(`${renderContractTable(results)}\n${renderFindings(findings)}`)
  if (reporters.includes('github')) for (const line of renderAnnotations(findings)) console.log(line)
  await writeContractReport(root, results, findings)
  if (!reporters.includes('junit')) return
  await mkdir(join(root, REPORTS_FOLDER), { recursive: true })
  await writeFile(join(root, REPORTS_FOLDER, 'contract.xml'), renderJUnit(results, findings))
}

function defaultReporters(): Reporter[] {
  return process.env['GITHUB_ACTIONS'] === 'true' ? ['terminal', 'github'] : ['terminal']
}
