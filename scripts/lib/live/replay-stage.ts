import { planReplay } from '../../../contract-tests/engine/live/replay.ts'
import type { LiveResult } from '../../../contract-tests/engine/live/run-live.ts'
import { chooseTargets, failToLoad } from '../contract-stage.ts'
import { contractTargets, createLocator } from '../contract-targets.ts'
import type { EffectiveSpec } from '../effective-specs.ts'
import { InputError } from '../input-error.ts'
import { readRecordings } from './read-recordings.ts'

/** No answer that is replayed was asked for with it. */
const REPLAY_API_KEY = 'the-key-of-a-replay'

/** What a replay is told. */
export interface ReplayStageOptions {
  folder: string
  /** `<gateway>/<spec>`: play its recordings alone. */
  only?: string | undefined
}

/** Plays recorded answers to the client of today, without a key or a network, and checks them as a live run does. */
export async function runReplayStage(
  specs: readonly EffectiveSpec[],
  { folder, only }: ReplayStageOptions,
): Promise<LiveResult[]> {
  const targets = await contractTargets(specs)
  const recordings = await readRecordings(folder, targets)
  const { runLive } = await import('../../../contract-tests/engine/live/run-live.ts').catch(failToLoad)

  const { runs, ask } = planReplay(chooseTargets(targets, only), recordings)
  if (runs.length === 0) throw new InputError(`holds no recording of ${String(only)}`, { file: folder })
  const locate = createLocator(specs)
  return await runLive(runs, { ask, apiKey: REPLAY_API_KEY, baseURL: 'http://127.0.0.1', locate })
}
