import type { Finding } from '../../../contract-tests/engine/finding.ts'
import { mapWithLimit } from '../faults/map-with-limit.ts'
import { describeFindings, describeUnusable } from './contract-defects.ts'
import type { Defect } from './defect.ts'
import type { View } from './looks.ts'
import type { SurveyEngine } from './survey-client.ts'

/** What the contract run said of one view of a page. */
export interface ViewResult {
  view: View
  /** Checks that held. */
  passed: number
  defects: Defect[]
  /** What kept our engine from its work: a defect of ours. */
  failure: string | undefined
}

/** So many mocks are asked at a time. */
const LANES = 2

/** A mock's memory grows with what it has served, so after so many pages there is a new one. */
const PAGES_A_MOCK = 16

/** Drives the client through the contract of every view. Nothing that one page brings about is the end of the others. */
export async function checkViews(
  views: readonly View[],
  engine: SurveyEngine,
  onProgress: (done: number) => void,
): Promise<ViewResult[]> {
  const count = Math.ceil(views.length / PAGES_A_MOCK)
  const batches = Array.from({ length: count }, (_, index) => {
    return views.slice(index * PAGES_A_MOCK, (index + 1) * PAGES_A_MOCK)
  })
  let done = 0
  const results = await mapWithLimit(batches, LANES, async (batch) => {
    await using mock = await engine.startPrismMock({ documents: {}, port: 0 })
    const ofBatch: ViewResult[] = []
    for (const view of batch) {
      ofBatch.push(await checkView(view, engine, mock))
      done += 1
      onProgress(done)
    }
    return ofBatch
  })
  return results.flat()
}

type Mock = Awaited<ReturnType<SurveyEngine['startPrismMock']>>

/** Each document is served alone: one that the mock dies of is the end of no other. */
async function checkView(view: View, engine: SurveyEngine, mock: Mock): Promise<ViewResult> {
  const { id } = view.spec.source
  const { document } = view.spec
  const [model = ''] = view.page.operation.models
  try {
    const named = { id, gateway: view.look, model, document, strictDocument: view.strictDocument }
    // Without validators first: those of a schema that cannot be compiled may be no code at all.
    const target = engine.prepareTarget(named)
    const module = await engine.loadValidators(id)
    const acceptsGenerated = engine.createGeneratedValidators(document, target.operation, module)
    await mock.serve({ [id]: document })
    try {
      const { passed, findings } = await engine.runTarget({ ...target, acceptsGenerated }, mock, {})
      return { view, passed, defects: describeFindings(view, findings), failure: undefined }
    } finally {
      await mock.withdraw([id])
    }
  } catch (error) {
    return resultOf(view, engine, error)
  }
}

function resultOf(view: View, engine: SurveyEngine, error: unknown): ViewResult {
  const result: ViewResult = { view, passed: 0, defects: [], failure: undefined }
  if (error instanceof engine.UnusableSpecError) {
    return { ...result, defects: [describeUnusable(view, error.message)] }
  }
  if (error instanceof engine.MockUnavailableError) {
    const finding: Finding = { code: 'DC409', side: 'mock', message: error.message }
    return { ...result, defects: describeFindings(view, [finding]) }
  }
  return { ...result, failure: error instanceof Error ? (error.stack ?? error.message) : String(error) }
}
