import { createClient } from 'doubao-client'
import { checkCanaries } from './checks/canary.ts'
import { checkCoverage } from './checks/coverage.ts'
import { checkErrorStatus } from './checks/errors.ts'
import { checkInvalidRequest } from './checks/invalid-requests.ts'
import { checkStream } from './checks/stream.ts'
import { checkValidRequest } from './checks/valid-requests.ts'
import type { CheckContext, CreateClient } from './check-context.ts'
import { prepareTarget, type ContractTarget, type PreparedTarget } from './contract-target.ts'
import type { Finding } from './finding.ts'
import { MockUnavailableError, UnreachableOperationError, type Mock } from './mock.ts'
import { createRecorder } from './recorder.ts'
import { invalidCases, validCases } from './request-cases.ts'

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
  const prepared = targets.map(prepareTarget)
  const results: ContractResult[] = []
  for (const target of prepared) {
    results.push(await runTarget(target, mock, options))
  }
  return results
}

async function runTarget(
  target: PreparedTarget,
  mock: Mock,
  { locate, onProgress, createClient = createPackageClient }: ContractOptions,
): Promise<ContractResult> {
  const { id, gateway, model } = target
  const start = performance.now()
  const recorder = createRecorder((finding) => ({
    ...finding,
    ...(finding.pointer === undefined ? undefined : locate?.(target, finding.pointer)),
    gateway,
    model,
  }))
  const steps = planChecks({ target, mock, recorder, createClient })
  try {
    for (const [index, step] of steps.entries()) {
      await step()
      onProgress?.(target, index + 1, steps.length)
    }
  } catch (error) {
    if (error instanceof MockUnavailableError) {
      recorder.fail({ code: 'DC409', side: 'mock', message: `${error.message}; the rest was not checked` })
    } else if (!(error instanceof UnreachableOperationError)) throw error
  }
  const milliseconds = Math.round(performance.now() - start)
  return { id, gateway, model, passed: recorder.passed(), findings: recorder.findings(), milliseconds }
}

/** The checks of one target, in order. Everything is derived from its spec. */
function planChecks(context: CheckContext): (() => Promise<void> | void)[] {
  const { document, operation, model } = context.target
  const valid = validCases(document, operation, model)
  const [requiredOnly = { name: '', body: {} }, whole = requiredOnly] = valid
  const stream = operation.answers.find(({ status }) => status === 200)?.streamExample
  return [
    () => checkCanaries(context, requiredOnly),
    ...valid.map((validCase) => () => checkValidRequest(context, validCase)),
    ...invalidCases(document, operation, whole).map((invalidCase) => () => checkInvalidRequest(context, invalidCase)),
    ...operation.answers
      .filter(({ status }) => status >= 400)
      .map((answer) => () => checkErrorStatus(context, answer, requiredOnly.body)),
    ...(stream === undefined ? [] : [() => checkStream(context, stream, requiredOnly)]),
    () => {
      checkCoverage(context)
    },
  ]
}
