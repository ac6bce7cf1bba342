import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import Table from 'cli-table3'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import type { ContractResult } from '../../contract-tests/engine/run-contract.ts'
import { formatFinding } from './run-command.ts'

/** Where every command may write, from the project's root. */
export const REPORTS_FOLDER = 'reports'

/** One row a model: what was checked, and how it went. */
export function renderContractTable(results: readonly ContractResult[]): string {
  const table = new Table({
    head: ['gateway', 'model', 'checks passed', 'findings', 'time'],
    colAligns: ['left', 'left', 'right', 'right', 'right'],
    style: { head: [], border: [] },
  })
  for (const { gateway, model, passed, findings, milliseconds } of results) {
    table.push([gateway, model, passed, findings.length, `${String(milliseconds)} ms`])
  }
  return table.toString()
}

/** One line for all findings of one code at one place, and the line that sums them up. */
export function renderFindings(findings: readonly Finding[]): string {
  const groups = new Map<string, Finding[]>()
  for (const finding of findings) {
    const { message: _, ...place } = finding
    const key = JSON.stringify(place)
    groups.set(key, [...(groups.get(key) ?? []), finding])
  }
  const lines = [...groups.values()].flatMap(([first, ...others]) => {
    const more = others.length === 0 ? '' : ` (and ${String(others.length)} more there)`
    return first ? [`${formatFinding(first)}${more}`] : []
  })
  const sides = [...new Set(findings.map(({ side }) => side))].join(', ')
  const places = groups.size === findings.length ? '' : ` in ${String(groups.size)} places`
  const summary =
    findings.length === 0 ? '0 findings' : `${String(findings.length)} findings${places}; what moved: ${sides}`
  return [...lines, summary].join('\n')
}

/** Takes away the report of an earlier run, so that it cannot be taken for this one's. */
export async function removeContractReport(root: string): Promise<void> {
  await rm(join(root, REPORTS_FOLDER, 'contract.json'), { force: true })
}

/** Writes reports/contract.json. */
export async function writeContractReport(
  root: string,
  results: readonly ContractResult[],
  findings: readonly Finding[],
): Promise<void> {
  const report = {
    summary: {
      models: results.length,
      passed: results.reduce((sum, { passed }) => sum + passed, 0),
      findings: findings.length,
    },
    results: results.map(({ findings: own, ...result }) => ({ ...result, findings: own.length })),
    findings,
  }
  await mkdir(join(root, REPORTS_FOLDER), { recursive: true })
  await writeFile(join(root, REPORTS_FOLDER, 'contract.json'), `${JSON.stringify(report, null, 2)}\n`)
}
