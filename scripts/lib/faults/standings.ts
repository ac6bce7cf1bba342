import type { Verdict } from '../../../contract-tests/support/faults/judge.ts'
import type { ClientId } from './columns.ts'
import type { ColumnResult } from './run-faults.ts'

/** How one client did, over all the Nodes that it ran on. */
export interface Standing {
  client: ClientId
  packages: string[]
  /** Major versions. */
  nodes: string[]
  /** By the scenario's id: where the Nodes differ, the first verdict that is not right. */
  verdicts: Map<string, Verdict>
}

/** One standing a client, in the order of the columns. */
export function mergeNodes(results: readonly ColumnResult[]): Standing[] {
  const clients = [...new Set(results.map(({ client }) => client))]
  return clients.map((client) => {
    const own = results.filter((result) => result.client === client)
    const verdicts = new Map<string, Verdict>()
    for (const { scenario, run } of own.flatMap(({ runs }) => runs)) {
      const before = verdicts.get(scenario.id) ?? 'right'
      verdicts.set(scenario.id, before === 'right' ? run.verdict : before)
    }
    return { client, packages: own[0]?.packages ?? [], nodes: own.map(({ node }) => majorOf(node)), verdicts }
  })
}

/** `24` of `24.21.0`. */
export function majorOf(version: string): string {
  return version.split('.')[0] ?? version
}
