import type { Scenario } from '../../../contract-tests/support/faults/scenario.ts'

/** A scenario for tests that play none: what counts of it is how it is called. */
export function makeScenario(id: string, group: Scenario['group'] = 'deltas'): Scenario {
  return {
    id,
    title: `The title of ${id}.`,
    why: '',
    group,
    call: { stream: false, maxRetries: 0, warmUp: false },
    resetsReusedConnections: false,
    expect: { error: {}, requests: 1, ours: {} },
  }
}
