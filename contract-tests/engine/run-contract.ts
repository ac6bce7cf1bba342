import { createClient } from 'doubao-client'
import { loadValidators } from '../support/load-validators.ts'
import { prepareTarget, type ContractTarget, type PreparedTarget } from './contract-target.ts'
import type { CheckContext, CreateClient } from './check-context.ts'
import type { Finding, FindingCode } from './finding.ts'
import { MockUnavailableError, UnreachableOperationError, type Mock } from './mock.ts'
import { planSteps, type Step } from './plan-steps.ts'
import { createCoverage } from './property-coverage.ts'
import { createRecorder, EnoughFoundError } from './recorder.ts'

/** The boundary to the package's types: the checks make their calls from schemas. */
const createPackageClient = createClient as unknown as CreateClient

/** What the contract says of one model. */
export interface ContractResult {
  id: string
  gateway: string
  model: string
  /** Checks that held. */
  passed: number
  findings: Finding[]
  milliseconds: number
}

/** Where in the docs something stands. */
export type Locate = (target: ContractTarget, pointer: string) => Pick<Finding, 'file' | 'line'> | undefined

/** What a run may be told. */
export interface ContractOptions {
  /** Finds the page line of a spec pointer, for the findings. */
  locate?: Locate | undefined
  /**
   * The client that is held to the contract.
   *
   * @default the package's own
   */
  createClient?: CreateClient | undefined
  onProgress?: ((target: ContractTarget, done: number, total: number) => void) | undefined
  /** Checks that are taken out of the suite, to show what they are worth. */
  without?: ReadonlySet<FindingCode> | undefined
  /** End each target at its first finding. */
  isFirstEnough?: boolean | undefined
}

/**
 * Drives the package's client through every check of every target, one after the other.
 *
 * @throws UnusableSpecError before anything is sent where a schema cannot be compiled.
 */
export async function runContract(
  targets: readonly ContractTarget[],
  mock: Mock,
  options: ContractOptions = {},
): Promise<ContractResult[]> {
  const prepared: PreparedTarget[] = []
  for (const target of targets) prepared.push(prepareTarget(target, await loadValidators(target.id)))
  const results: ContractResult[] = []
  for (const target of prepared) results.push(await runTarget(target, mock, options))
  return results
}

/**
 * Drives the client through the checks of one target.
 *
 * @param plan which ones; all of them by default
 */
export async function runTarget(
  target: PreparedTarget,
  mock: Mock,
  options: ContractOptions,
  plan: (context: CheckContext) => Step[] = planSteps,
): Promise<ContractResult> {
  const { id, gateway, model } = target
  const start = performance.now()
  const recorder = createRecorder({
    ...options,
    complete: (finding) => ({
      ...finding,
      ...(finding.pointer === undefined ? undefined : options.locate?.(target, finding.pointer)),
      gateway,
      model,
    }),
  })
  const context: CheckContext = {
    target,
    mock,
    recorder,
    createClient: options.createClient ?? createPackageClient,
    coverage: createCoverage(target),
    refusedKinds: new Set(),
  }
  const steps = plan(context)
  try {
    for (const [index, step] of steps.entries()) {
      await step.run()
      options.onProgress?.(target, index + 1, steps.length)
    }
  } catch (error) {
    if (!(error instanceof UnreachableOperationError || error instanceof EnoughFoundError)) {
      if (!(error instanceof MockUnavailableError)) throw error
      recorder.fail({ code: 'DC409', side: 'mock', message: `${error.message}; the rest was not checked` })
    }
  }
  const milliseconds = Math.round(performance.now() - start)
  return { id, gateway, model, passed: recorder.passed(), findings: recorder.findings(), milliseconds }
}
