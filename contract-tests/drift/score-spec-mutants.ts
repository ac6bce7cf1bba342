import type { PreparedTarget } from '../engine/contract-target.ts'
import type { Finding, FindingCode } from '../engine/finding.ts'
import { MockUnavailableError } from '../engine/mock.ts'
import { planMockSteps } from '../engine/plan-steps.ts'
import { runTarget, type ContractOptions } from '../engine/run-contract.ts'
import { startPrismMock, type PrismMock } from '../support/prism-mock.ts'
import type { SpecMutant } from './spec-mutant.ts'

/** A mutant, and the models that its document serves. */
export interface PlannedMutant extends SpecMutant {
  /** `<gateway>/<spec>` */
  spec: string
  targets: readonly PreparedTarget[]
}

/** What became of a mutant. */
export interface MutantVerdict {
  spec: string
  operator: string
  pointer: string
  detail: string
  /** The first check that noticed. */
  killedBy?: FindingCode | undefined
  message?: string | undefined
  /** Why no mock can serve it; such a mutant says nothing of the suite. */
  unusable?: string | undefined
}

/** How mutants are scored. */
export interface ScoreOptions {
  /** Checks that are taken out of the suite. */
  without?: ReadonlySet<FindingCode> | undefined
  onProgress?: ((done: number, total: number) => void) | undefined
  /** @default Prism's */
  startMock?: typeof startPrismMock | undefined
}

/** So many mocks run at once, each in a process of its own, so that the death of one has one cause. */
const LANES = 2

/** Prism never lets go of a document that it served: its process is replaced after so many. */
const BATCH = 60

/**
 * Serves each mutant with a mock, and drives the client through the cases of the original until a check notices. Nothing
 * looks at the mutated document but the mock.
 */
export async function scoreSpecMutants(
  mutants: readonly PlannedMutant[],
  { without, onProgress, startMock = startPrismMock }: ScoreOptions = {},
): Promise<MutantVerdict[]> {
  const verdicts: MutantVerdict[] = []
  const stop = new AbortController()
  const queue = [...mutants.entries()]
  let done = 0
  const runBatch = async () => {
    await using mock = await startMock({ documents: {}, port: 0 })
    for (const [index, mutant] of queue.splice(0, BATCH)) {
      if (stop.signal.aborted) return
      try {
        verdicts[index] = await scoreMutant(mutant, mock, without)
      } catch (error) {
        // At once: until this lane's mock has ended, the other would play on.
        stop.abort(error)
        return
      }
      done += 1
      onProgress?.(done, mutants.length)
    }
  }
  const runLane = async () => {
    while (queue.length > 0 && !stop.signal.aborted) await runBatch()
  }
  // A fault of ours ends both lanes, and is thrown when no mock runs any more.
  const lanes = Array.from({ length: LANES }, runLane)
  await Promise.all(
    lanes.map((lane) =>
      lane.catch((error: unknown) => {
        stop.abort(error)
      }),
    ),
  )
  stop.signal.throwIfAborted()
  return verdicts
}

async function scoreMutant(
  mutant: PlannedMutant,
  mock: PrismMock,
  without: ScoreOptions['without'],
): Promise<MutantVerdict> {
  const { spec, operator, pointer, detail, targets } = mutant
  const verdict = { spec, operator, pointer, detail }
  const id = `${operator}#${pointer}#${detail}`
  try {
    await mock.serve({ [id]: mutant.document() })
  } catch (error) {
    if (error instanceof MockUnavailableError) return { ...verdict, unusable: error.message }
    throw error
  }
  const killer = await firstFinding(id, targets, mock, { without, isFirstEnough: true }, pointer)
  await mock.withdraw([id])
  return { ...verdict, killedBy: killer?.code, message: killer?.message }
}

/** Every model of the spec is asked, as the suite does, until one notices. */
async function firstFinding(
  id: string,
  targets: readonly PreparedTarget[],
  mock: PrismMock,
  options: ContractOptions,
  focus: string,
): Promise<Finding | undefined> {
  for (const target of targets) {
    // Our own answers are made from the original: no mutant changes what comes of them.
    const { findings } = await runTarget({ ...target, id }, mock, options, (context) => planMockSteps(context, focus))
    if (findings[0]) return findings[0]
  }
  return undefined
}
