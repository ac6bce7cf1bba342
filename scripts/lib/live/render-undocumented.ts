import type { LiveResult } from '../../../contract-tests/engine/live/run-live.ts'
import type { ContractResult } from '../../../contract-tests/engine/run-contract.ts'

/** What gateways said beyond their docs, a line a model: no finding, but a page leaves it out. A mock says no more. */
export function renderUndocumented(results: readonly (ContractResult | LiveResult)[]): string[] {
  return results.flatMap((result) => {
    if (!('undocumented' in result) || result.undocumented.length === 0) return []
    const { id, model, undocumented } = result
    return [`note: ${id} ${model} sends what is not documented: ${undocumented.join(', ')}`]
  })
}
