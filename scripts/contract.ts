import { runContractStage } from './lib/contract-stage.ts'
import { loadEffectiveSpecs } from './lib/load-effective-specs.ts'
import { parseReporters, REPORTER_OPTION, reportContract, type Reporter } from './lib/reporters/index.ts'
import { defineCommand, projectRoot, runCommand } from './lib/run-command.ts'

const command = defineCommand(
  'contract',
  'Drive every client against a mock of its effective spec. Writes reports/contract.json and nothing else.',
)
  .option(
    '--mock-spec <file>',
    'let the mock serve this OpenAPI document (say, an edited copy of a generated/**/openapi.json) in place of the spec with the same operationId',
  )
  .option('--only <gateway/spec>', 'check the models of one spec')
  .option(REPORTER_OPTION.flags, REPORTER_OPTION.description, parseReporters)
  .parse()

await runCommand(async () => {
  const { mockSpec, only, reporter } = command.opts<{ mockSpec?: string; only?: string; reporter?: Reporter[] }>()
  const { specs } = await loadEffectiveSpecs(projectRoot)
  const results = await runContractStage(specs, { mockSpecFile: mockSpec, only })
  const findings = results.flatMap((result) => result.findings)
  await reportContract(projectRoot, results, findings, reporter)
  return findings.length === 0
})
