import { keepCompiled } from './lib/keep-compiled.ts'

// Compiling our own modules, the generator and the mock would be a fifth of the run.
keepCompiled()
const { createMainJobState, runMainJob } = await import('./lib/main-job.ts')
const { removeContractReport } = await import('./lib/report.ts')
const { reportContract } = await import('./lib/reporters/index.ts')
const { defineCommand, projectRoot, runCommand } = await import('./lib/run-command.ts')

defineCommand(
  'start',
  'Hold pages, specs, overlays, generated code, client and mock against each other: verify, extract, overlay, regenerate in memory, and drive every client against a mock of its spec. Writes reports/contract.json and nothing else.',
).parse()

await runCommand(async () => {
  const state = createMainJobState()
  await removeContractReport(projectRoot)
  try {
    await runMainJob(projectRoot, state)
  } finally {
    // What was found before the job could not go on is found all the same.
    await reportContract(projectRoot, state.results, state.findings)
  }
  return state.findings.length === 0
})
