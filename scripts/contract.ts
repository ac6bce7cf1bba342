import { Option } from 'commander'
import type { LiveResult } from '../contract-tests/engine/live/run-live.ts'
import type { ContractResult } from '../contract-tests/engine/run-contract.ts'
import { runContractStage } from './lib/contract-stage.ts'
import type { EffectiveSpec } from './lib/effective-specs.ts'
import { runLiveStage } from './lib/live/live-stage.ts'
import { renderUndocumented } from './lib/live/render-undocumented.ts'
import { runReplayStage } from './lib/live/replay-stage.ts'
import { loadEffectiveSpecs } from './lib/load-effective-specs.ts'
import { parseReporters, REPORTER_OPTION, reportContract, type Reporter } from './lib/reporters/index.ts'
import { defineCommand, projectRoot, runCommand } from './lib/run-command.ts'

const command = defineCommand(
  'contract',
  'Drive every client against a mock of its effective spec, or against the real gateway. Writes reports/contract.json, and a recording of what a real gateway said.',
)
  .option(
    '--mock-spec <file>',
    'let the mock serve this OpenAPI document (say, an edited copy of a generated/**/openapi.json) in place of the spec with the same operationId',
  )
  .addOption(
    new Option(
      '--live <gateway>',
      'ask the real gateway four questions a model, with the key in <GATEWAY>_API_KEY; this costs a few tokens',
    ).conflicts('mockSpec'),
  )
  .option('--base-url <url>', 'where the live run sends to instead: https, or http on loopback')
  .option('--record <folder>', 'where its recording goes; reports/recordings by default')
  .addOption(new Option('--replay <folder>', 'check recorded answers instead').conflicts(['live', 'mockSpec']))
  .option('--only <gateway/spec>', 'check the models of one spec')
  .option(REPORTER_OPTION.flags, REPORTER_OPTION.description, parseReporters)
  .parse()

type Choice = Partial<Record<'mockSpec' | 'live' | 'baseUrl' | 'record' | 'replay' | 'only', string>>

const { reporter, ...choice } = command.opts<Choice & { reporter?: Reporter[] }>()
const { mockSpec, live: gateway, baseUrl: baseURL, record: recordFolder, replay: folder, only } = choice
if ((baseURL ?? recordFolder) !== undefined && gateway === undefined) {
  command.error('error: --base-url and --record belong to --live')
}

await runCommand(async () => {
  const { specs } = await loadEffectiveSpecs(projectRoot)
  const results = await check(specs)
  const findings = results.flatMap((result) => result.findings)
  await reportContract(projectRoot, results, findings, reporter)
  for (const note of renderUndocumented(results)) console.log(note)
  return findings.length === 0
})

async function check(specs: readonly EffectiveSpec[]): Promise<(ContractResult | LiveResult)[]> {
  if (gateway !== undefined) {
    return await runLiveStage(specs, { gateway, only, baseURL, recordFolder, environment: process.env })
  }
  if (folder !== undefined) return await runReplayStage(specs, { folder, only })
  return await runContractStage(specs, { mockSpecFile: mockSpec, only })
}
