import Table from 'cli-table3'
import type { ColumnResult } from './run-faults.ts'
import { majorOf } from './standings.ts'
import { tally } from './tally.ts'

/** One row a scenario, one column a client and Node. */
export function renderFaults(results: readonly ColumnResult[]): string {
  const table = new Table({
    head: ['scenario', ...results.map((result) => labelOf(result).replace(' on ', '\non '))],
    style: { head: [], border: [], compact: true },
  })
  const scenarios = results[0]?.runs.map(({ scenario }) => scenario) ?? []
  for (const [row, { id }] of scenarios.entries()) {
    table.push([id, ...results.map(({ runs }) => runs[row]?.run.verdict ?? '')])
  }
  return table.toString()
}

/** What our client did where it was not right at once, a line each: one that is right only alone is to be looked into. */
export function renderOwnFaults(results: readonly ColumnResult[]): string[] {
  return results
    .filter(({ client }) => client === 'ours')
    .flatMap((result) =>
      result.runs
        .filter(({ run, verdictInCompany }) => run.verdict !== 'right' || verdictInCompany !== undefined)
        .map(({ scenario, run, verdictInCompany }) => {
          const before = verdictInCompany === undefined ? '' : `${verdictInCompany} beside other calls, alone `
          return `${labelOf(result)}, ${scenario.id}: ${before}${run.verdict}: ${run.detail}`
        }),
    )
}

/** One line a column: how often it was right, and how often what else. */
export function renderSummaries(results: readonly ColumnResult[]): string[] {
  return results.map((result) => {
    const { runs, packages } = result
    const counts = tally(runs.map(({ run }) => run.verdict))
    const others = [...counts]
      .filter(([verdict]) => verdict !== 'right')
      .map(([verdict, count]) => `${verdict} ${String(count)}`)
    const differing = runs.filter(({ verdictInCompany }) => verdictInCompany !== undefined).length
    const parts = [
      `right ${String(counts.get('right') ?? 0)} of ${String(runs.length)}`,
      ...others,
      ...(differing > 0 ? [`${String(differing)} otherwise beside other calls`] : []),
    ]
    return `${labelOf(result)} (${packages.join(', ')}): ${parts.join(', ')}`
  })
}

/** Such as `ours on Node 24`. */
export function labelOf({ client, node }: Pick<ColumnResult, 'client' | 'node'>): string {
  return `${client} on Node ${majorOf(node)}`
}

/** Whether our client is right everywhere; where it took no part, there is nothing to find. */
export function areOursRight(results: readonly ColumnResult[]): boolean {
  const runs = results.filter(({ client }) => client === 'ours').flatMap((result) => result.runs)
  return runs.every(({ run }) => run.verdict === 'right')
}
