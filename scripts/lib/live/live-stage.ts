import { join, relative } from 'node:path'
import type { ContractTarget } from '../../../contract-tests/engine/contract-target.ts'
import { askGateway } from '../../../contract-tests/engine/live/ask-gateway.ts'
import { makeRecording, recordingPath } from '../../../contract-tests/engine/live/recording.ts'
import type { LiveOptions, LiveResult, LiveRun } from '../../../contract-tests/engine/live/run-live.ts'
import { chooseTargets, failToLoad } from '../contract-stage.ts'
import { contractTargets, createLocator } from '../contract-targets.ts'
import type { EffectiveSpec } from '../effective-specs.ts'
import { InputError } from '../input-error.ts'
import { REPORTS_FOLDER } from '../report.ts'
import { projectRoot } from '../run-command.ts'
import { writeFiles } from '../write-files.ts'
import { readVersion } from './read-version.ts'

/** What a live run is told. */
export interface LiveStageOptions {
  gateway: string
  /** `<gateway>/<spec>`: ask its models alone. */
  only?: string | undefined
  /** In place of the documented address. */
  baseURL?: string | undefined
  /** The folder of the recording, from where the command runs. @default reports/recordings */
  recordFolder?: string | undefined
  /** Holds the key. */
  environment: Readonly<Record<string, string | undefined>>
}

/**
 * Asks a real gateway a few questions about each of its models, and records the answers without the key.
 *
 * @throws InputError before anything is sent where gateway, spec, key or address cannot be used
 */
export async function runLiveStage(specs: readonly EffectiveSpec[], options: LiveStageOptions): Promise<LiveResult[]> {
  const { gateway, only, recordFolder = join(projectRoot, REPORTS_FOLDER, 'recordings') } = options
  const targets = chooseTargets(targetsOf(gateway, await contractTargets(specs)), only)
  const { planLiveRuns, runLive } = await import('../../../contract-tests/engine/live/run-live.ts').catch(failToLoad)
  const { connectGateway } = await import('./gateway-connection.ts')

  const { redact, ...connection } = connectGateway(gateway, options.baseURL, options.environment)
  const runs = planLiveRuns(targets)
  console.log(announce(runs, connection.baseURL))

  const version = await readVersion()
  const onCall: LiveOptions['onCall'] = async (target, liveCase, call) => {
    const recording = makeRecording(target, liveCase, call, { date: new Date().toISOString(), version })
    if (!recording) return
    const path = recordingPath(recording)
    await writeFiles(recordFolder, new Map([[path, `${JSON.stringify(recording, null, 2)}\n`]]))
    console.log(
      `recorded  ${relative('', join(recordFolder, path))}  ${recording.response ? String(recording.response.status) : 'no answer'}`,
    )
  }
  const ask: LiveOptions['ask'] = (request) => askGateway(request, redact)
  return await runLive(runs, { ...connection, ask, onCall, locate: createLocator(specs) })
}

function targetsOf(gateway: string, targets: readonly ContractTarget[]): ContractTarget[] {
  const own = targets.filter((target) => target.gateway === gateway)
  if (own.length > 0) return own
  const gateways = [...new Set(targets.map((target) => target.gateway))].join(', ')
  throw new InputError(`there is no gateway ${gateway}; there are: ${gateways}`, { file: 'specs/sources.yaml' })
}

/** What it will cost, before it does. */
function announce(runs: readonly LiveRun[], baseURL: string): string {
  const count = runs.reduce((sum, { cases }) => sum + cases.length, 0)
  const models = runs.map(({ target }) => target.model).join(', ')
  return `${String(count)} requests to ${new URL(baseURL).host}, about ${models}`
}
