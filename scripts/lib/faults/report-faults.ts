import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { FAULT_KEY } from '../../../contract-tests/support/faults/fault-key.ts'
import type { RecordedRequest } from '../../../contract-tests/support/faults/recorded-request.ts'
import { REPORTS_FOLDER } from '../report.ts'
import { projectRoot } from '../run-command.ts'
import type { ColumnResult } from './run-faults.ts'
import { tally } from './tally.ts'

/** Writes reports/faults.json. */
export async function writeFaultsReport(results: readonly ColumnResult[]): Promise<void> {
  await mkdir(join(projectRoot, REPORTS_FOLDER), { recursive: true })
  await writeFile(join(projectRoot, REPORTS_FOLDER, 'faults.json'), `${renderReport(results)}\n`)
}

/** Versions, verdicts, details and requests of every column, as JSON; without the key, whatever a client says. */
export function renderReport(results: readonly ColumnResult[]): string {
  const clients = results.map(({ client, packages, node, runs }) => ({
    client,
    packages,
    node,
    summary: Object.fromEntries(tally(runs.map(({ run }) => run.verdict))),
    scenarios: runs.map(({ scenario: { id, group, title }, run, verdictInCompany }) => ({
      id,
      group,
      title,
      verdict: run.verdict,
      verdictInCompany,
      detail: run.detail,
      outcome: run.outcome,
      requests: run.requests.map((request) => describeRequest(request, run.requests[0])),
      milliseconds: run.milliseconds,
    })),
  }))
  return JSON.stringify({ clients }, shortenTexts, 2).replaceAll(FAULT_KEY, '[API key]')
}

function describeRequest(request: RecordedRequest, first: RecordedRequest | undefined) {
  const { origin, method, path, answeredStatus, at, headers } = request
  return {
    origin,
    method,
    path,
    answeredStatus,
    carriedKey: JSON.stringify(headers).includes(FAULT_KEY),
    millisecondsAfterFirst: Math.round(at - (first?.at ?? at)),
  }
}

const MAX_TEXT = 2000

/** A client may quote an event of 50 MB. */
function shortenTexts(_: string, value: unknown): unknown {
  return typeof value === 'string' && value.length > MAX_TEXT ? `${value.slice(0, MAX_TEXT)}…` : value
}
