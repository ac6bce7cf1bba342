import Table from 'cli-table3'
import { formatPlace } from '../input-error.ts'
import { toPrintable } from '../printable.ts'
import { SEVERITIES, type Change, type Comparison, type Severity } from './change.ts'
import { semverBump, type SemverBump } from './semver-bump.ts'

/** reports/changes.json. */
export interface ChangesReport {
  summary: Record<Severity, number> & { semver: SemverBump }
  changes: Change[]
  notes: string[]
}

/** How many changes there are of each severity. */
export function countBySeverity(changes: readonly Change[]): Record<Severity, number> {
  const count = (severity: Severity) => changes.filter((change) => change.severity === severity).length
  return { breaking: count('breaking'), warning: count('warning'), info: count('info') }
}

/** What the command prints: counts by severity, one line a change, the worst first, and what the version has to do. */
export function renderChanges({ changes, notes }: Comparison): string {
  const noted = notes.map((note) => toPrintable(`note: ${note}`))
  if (changes.length === 0) return [...noted, '0 changes'].join('\n')
  const { bump, reason } = semverBump(changes)
  const counts = countBySeverity(changes)
  const table = new Table({
    head: ['severity', 'changes', 'specs'],
    colAligns: ['left', 'right', 'right'],
    style: { head: [], border: [] },
  })
  for (const severity of SEVERITIES) {
    const specs = new Set(changes.filter((change) => change.severity === severity).map(specOf))
    table.push([severity, counts[severity], specs.size])
  }
  const total = SEVERITIES.map((severity) => `${String(counts[severity])} ${severity}`).join(', ')
  return [
    ...changes.map(renderLine),
    table.toString(),
    ...noted,
    `${String(changes.length)} changes: ${total}; version: ${bump}, ${reason}`,
  ].join('\n')
}

/** What scripts read. */
export function reportChanges({ changes, notes }: Comparison): ChangesReport {
  return { summary: { ...countBySeverity(changes), semver: semverBump(changes) }, changes, notes }
}

function renderLine(change: Change): string {
  const { severity, id, file, line, pointer, text } = change
  const subject = specOf(change)
  const place = formatPlace({ file, line: line ?? undefined, pointer })
  return toPrintable([severity, id, place, subject && `[${subject}]`, text].filter(Boolean).join('  '))
}

function specOf({ gateway, spec }: Change): string {
  return [gateway, spec].filter((part) => part !== null).join('/')
}
