import { createMainJobState, runMainJob } from './lib/main-job.ts'
import { removeContractReport } from './lib/report.ts'
import { reportContract } from './lib/reporters/index.ts'
import { defineCommand, projectRoot, runCommand } from './lib/run-command.ts'

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
