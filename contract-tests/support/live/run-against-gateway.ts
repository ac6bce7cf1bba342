import type { ContractTarget } from '../../engine/contract-target.ts'
import { askGateway } from '../../engine/live/ask-gateway.ts'
import { makeRecording, type Recording } from '../../engine/live/recording.ts'
import { createKeyRedactor } from '../../engine/live/redact-key.ts'
import { planReplay } from '../../engine/live/replay.ts'
import { planLiveRuns, runLive, type LiveOptions, type LiveResult } from '../../engine/live/run-live.ts'
import { startDeviatingGateway, type GatewayOptions } from './deviating-gateway.ts'

/** A key with the signs that every encoding writes another way. */
export const GATEWAY_KEY = 'sk-live/Zq8+of=the"tests\'4711'

/** A live run: what it found, what it recorded, and what it cost. */
export interface RecordedRun {
  result: LiveResult
  recordings: Recording[]
  requestCount: number
}

const stamp = { date: '2026-11-25T12:00:00.000Z', version: '0.0.0' }

/** Runs the live cases of one target against a gateway of its own. */
export async function runAgainstGateway(
  target: ContractTarget,
  behaviour: Partial<GatewayOptions> = {},
  options: Partial<LiveOptions> = {},
): Promise<RecordedRun> {
  const runs = planLiveRuns([target])
  const isValid: GatewayOptions['isValid'] = (body) =>
    runs.every(({ target: { validator, operation } }) => {
      return validator.violations(operation.requestPointer, body).length === 0
    })
  await using gateway = await startDeviatingGateway({ apiKey: GATEWAY_KEY, isValid, ...behaviour })
  const recordings: Recording[] = []
  const redact = createKeyRedactor(GATEWAY_KEY)
  const [result] = await runLive(runs, {
    apiKey: GATEWAY_KEY,
    baseURL: gateway.baseURL,
    ask: (request) => askGateway(request, redact),
    onCall: (_, liveCase, call) => {
      recordings.push(...[makeRecording(target, liveCase, call, stamp)].filter((one) => one !== undefined))
    },
    ...options,
  })
  if (!result) throw new Error('nothing was run')
  return { result, recordings, requestCount: gateway.requestCount() }
}

/** Plays recordings of any of the targets. */
export async function replay(
  targets: readonly ContractTarget[],
  recordings: readonly Recording[],
  options: Partial<LiveOptions> = {},
): Promise<LiveResult[]> {
  const { runs, ask } = planReplay(targets, recordings)
  return await runLive(runs, { ask, apiKey: 'the-key-of-a-replay', baseURL: 'http://127.0.0.1', ...options })
}
