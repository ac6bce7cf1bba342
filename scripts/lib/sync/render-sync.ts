import Table from 'cli-table3'
import { renderChanges, reportChanges } from '../changes/render-changes.ts'
import { formatFinding } from '../run-command.ts'
import type { PageChanges } from './page-changes.ts'
import type { SyncResult } from './run-sync.ts'

/** How many disagreements are printed; all of them stand in reports/sync.json. */
const SHOWN = 10

/** What the command prints, the pages first. */
export function renderSync(result: SyncResult): string {
  const { pages, comparison, findings, disagreements, counts, savedByHand } = result
  const { listed, specs, witnesses } = counts
  return [
    ...renderPageLines(pages),
    renderPageTable(pages),
    renderChanges(comparison),
    ...findings.map(formatFinding),
    ...disagreements.slice(0, SHOWN).map(formatFinding),
    ...(disagreements.length > SHOWN
      ? [`… and ${String(disagreements.length - SHOWN)} more in reports/sync.json`]
      : []),
    ...(savedByHand.length > 0
      ? [`not fetched, for want of a \`url\` in specs/sources.yaml: ${savedByHand.join(', ')}`]
      : []),
    `${String(listed)} pages listed, ${String(specs)} specs, ${String(witnesses)} witnesses; ` +
      `${String(findings.length)} findings, ${String(disagreements.length)} disagreements of witnesses`,
  ].join('\n')
}

/** reports/sync.json. */
export function reportSync({ pages, comparison, findings, disagreements, files, counts }: SyncResult): object {
  const { summary, ...changes } = reportChanges(comparison)
  const pageCounts = Object.fromEntries(countPages(pages))
  return { summary: { ...counts, pages: pageCounts, ...summary }, pages, ...changes, findings, disagreements, files }
}

function renderPageLines({ added, changed, moved, removed }: PageChanges): string[] {
  return [
    ...removed.map((path) => `removed  ${path}`),
    ...moved.map(({ from, to }) => `moved    ${from} -> ${to}`),
    ...changed.map((path) => `changed  ${path}`),
    ...(added.length > SHOWN * SHOWN ? [] : added.map((path) => `added    ${path}`)),
  ]
}

function renderPageTable(pages: PageChanges): string {
  const counts = countPages(pages)
  const table = new Table({ head: counts.map(([kind]) => kind), style: { head: [], border: [] } })
  table.push(counts.map(([, count]) => String(count)))
  return table.toString()
}

function countPages({ added, changed, moved, removed, reworded }: PageChanges): [kind: string, count: number][] {
  const lists: Record<string, readonly unknown[]> = { added, changed, moved, removed, reworded }
  return Object.entries(lists).map(([kind, list]) => [kind, list.length])
}
