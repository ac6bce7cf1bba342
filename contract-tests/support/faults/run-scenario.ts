import { setTimeout } from 'node:timers/promises'
import { FAULT_KEY } from './fault-key.ts'
import { startFaultServer } from './fault-server.ts'
import { judge, type Judgement } from './judge.ts'
import type { ClientUnderTest, FaultCall, Outcome } from './outcome.ts'
import type { RecordedRequest } from './recorded-request.ts'
import type { Scenario } from './scenario.ts'

/** A client's pool takes back a connection some moments after the answer. */
const TIME_TO_IDLE = 100

/** What a client did in one scenario. */
export interface ScenarioRun extends Judgement {
  outcome: Outcome
  requests: RecordedRequest[]
  milliseconds: number
}

export interface ScenarioRunOptions {
  /**
   * Milliseconds after which a client that neither answers nor fails hangs.
   *
   * @default 15000
   */
  deadline?: number | undefined
}

/** Plays one scenario to a client, on a server of its own, and judges. Never throws for what the client does. */
export async function runScenario(
  scenario: Scenario,
  client: ClientUnderTest,
  { deadline = 15_000 }: ScenarioRunOptions = {},
): Promise<ScenarioRun> {
  const server = await startFaultServer(scenario)
  try {
    const call = callOf(scenario, server.baseURL)
    if (scenario.call.warmUp) {
      await outcomeOf(client, call, deadline)
      await setTimeout(TIME_TO_IDLE)
    }
    const startedAt = performance.now()
    const outcome = await outcomeOf(client, call, deadline)
    const milliseconds = Math.round(performance.now() - startedAt)
    const requests = [...server.requests]
    return { outcome, requests, milliseconds, ...judge(scenario, outcome, requests, client.id) }
  } finally {
    await server[Symbol.asyncDispose]()
  }
}

function callOf({ call: { warmUp: _, ...call } }: Scenario, baseURL: string): FaultCall {
  return { baseURL, apiKey: FAULT_KEY, ...call }
}

async function outcomeOf(client: ClientUnderTest, call: FaultCall, deadline: number): Promise<Outcome> {
  const isOver = new AbortController()
  const hang = setTimeout<Outcome>(deadline, { kind: 'hang' }, { signal: isOver.signal })
  hang.catch(() => undefined)
  try {
    return await Promise.race([client.call(call), hang])
  } catch (error) {
    return { kind: 'crash', reason: error instanceof Error ? (error.stack ?? error.message) : String(error) }
  } finally {
    isOver.abort()
  }
}
