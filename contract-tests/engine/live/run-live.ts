import { createClient } from 'doubao-client'
import type { CreateClient } from '../check-context.ts'
import { prepareTarget, type ContractTarget, type PreparedTarget } from '../contract-target.ts'
import { MockUnavailableError, type Mock } from '../mock.ts'
import { createCoverage } from '../property-coverage.ts'
import { createRecorder } from '../recorder.ts'
import type { ContractResult, Locate } from '../run-contract.ts'
import type { Ask } from './answer.ts'
import type { LiveCall } from './call-gateway.ts'
import { checkLiveCase } from './check-live-case.ts'
import { planLiveCases, type LiveCase } from './live-case.ts'
import type { LiveContext } from './live-context.ts'

/** A target, and what to ask of it. */
export interface LiveRun {
  target: PreparedTarget
  cases: LiveCase[]
}

/** What a gateway's answers say of one model. */
export interface LiveResult extends ContractResult {
  /** Paths of keys that answers held and no page documents. */
  undocumented: string[]
}

/** Who answers, and who is told. */
export interface LiveOptions {
  ask: Ask
  apiKey: string
  /** Where the client sends to; in a replay nothing is sent. */
  baseURL: string
  locate?: Locate | undefined
  /**
   * The client that hands answers on.
   *
   * @default the package's own
   */
  createClient?: CreateClient | undefined
  /** Called after each call. */
  onCall?: ((target: ContractTarget, liveCase: LiveCase, call: LiveCall) => Promise<void> | void) | undefined
}

/** The cases of every target. Throws an UnusableSpecError where a schema cannot be compiled. */
export function planLiveRuns(targets: readonly ContractTarget[]): LiveRun[] {
  return targets.map((target) => {
    const prepared = prepareTarget(target)
    return { target: prepared, cases: planLiveCases(prepared) }
  })
}

/** Makes every call, one after the other, and holds each answer against the strict form of its spec. */
export async function runLive(runs: readonly LiveRun[], options: LiveOptions): Promise<LiveResult[]> {
  const results: LiveResult[] = []
  for (const run of runs) results.push(await runTargetLive(run, options))
  return results
}

async function runTargetLive({ target, cases }: LiveRun, options: LiveOptions): Promise<LiveResult> {
  const { ask, apiKey, baseURL, locate, onCall } = options
  const { id, gateway, model } = target
  const start = performance.now()
  const recorder = createRecorder({
    complete: (finding) => ({
      ...finding,
      ...(finding.pointer === undefined ? undefined : locate?.(target, finding.pointer)),
      gateway,
      model,
    }),
  })
  const client = options.createClient ?? createClient
  const context: LiveContext = {
    target: { ...target, validator: target.strictValidator },
    recorder,
    createClient: client,
    connection: { gateway, baseURL, apiKey, createClient: client, ask },
    undocumented: new Set(),
    mock: NO_MOCK,
    coverage: createCoverage(target),
    refusedKinds: new Set(),
  }
  for (const liveCase of cases) {
    const call = await checkLiveCase(context, liveCase)
    await onCall?.(target, liveCase, call)
  }
  const milliseconds = Math.round(performance.now() - start)
  const undocumented = [...context.undocumented].toSorted()
  return { id, gateway, model, passed: recorder.passed(), findings: recorder.findings(), milliseconds, undocumented }
}

/** Checks that are shared with the mock's run never ask it. */
const NO_MOCK: Mock = {
  baseURL: () => Promise.reject(new MockUnavailableError('a gateway is asked, and no mock')),
  isAlive: () => Promise.resolve(true),
}
