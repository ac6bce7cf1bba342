import { runScenario, type ScenarioRun } from '../../../contract-tests/support/faults/run-scenario.ts'
import type { Scenario } from '../../../contract-tests/support/faults/scenario.ts'
import type { Verdict } from '../../../contract-tests/support/faults/judge.ts'
import type { ChildClient } from './child-client.ts'
import { ClientNotLoadedError } from './client-not-loaded-error.ts'
import { mapWithLimit } from './map-with-limit.ts'

/** How a client did in one scenario. */
export interface AttributedRun {
  scenario: Scenario
  run: ScenarioRun
  /** What it had made of it beside other calls, where that differs. */
  verdictInCompany: Verdict | undefined
}

export interface RunAttributedOptions {
  /** Called after each scenario that is done. */
  onDone?: () => void
  /** What plays a scenario; for tests. */
  play?: (scenario: Scenario, client: ChildClient) => Promise<ScenarioRun>
}

/** Calls at a time in one process. */
const IN_COMPANY = 8

/** Processes with one call each at a time. */
const ALONE = 8

/**
 * Plays scenarios to a client, several at a time in one process. What is not right then is played again in a process of
 * its own, and that counts: a crash takes the calls beside it along, and a busy process lets theirs time out.
 *
 * @throws ClientNotLoadedError where a process did not come as far as to load the client, which then did nothing
 */
export async function runAttributed(
  scenarios: readonly Scenario[],
  start: () => ChildClient,
  { onDone, play = runScenario }: RunAttributedOptions = {},
): Promise<AttributedRun[]> {
  const runs = await playTogether()
  return await mapWithLimit(runs, ALONE, async ({ scenario, run }) => {
    if (run.verdict === 'right') return { scenario, run, verdictInCompany: undefined }
    await using client = start()
    const runAlone = await playTo(client, scenario)
    onDone?.()
    return { scenario, run: runAlone, verdictInCompany: runAlone.verdict === run.verdict ? undefined : run.verdict }
  })

  async function playTo(client: ChildClient, scenario: Scenario) {
    const run = await play(scenario, client)
    if (client.problem !== undefined) throw new ClientNotLoadedError(client.id, client.problem)
    return run
  }

  async function playTogether() {
    await using client = start()
    return await mapWithLimit(scenarios, IN_COMPANY, async (scenario) => {
      const run = await playTo(client, scenario)
      if (run.verdict === 'right') onDone?.()
      return { scenario, run }
    })
  }
}
