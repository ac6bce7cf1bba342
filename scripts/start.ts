import { runMainJob } from './lib/main-job.ts'
import { renderContractTable, renderFindings, writeContractReport } from './lib/report.ts'
import { defineCommand, projectRoot, runCommand } from './lib/run-command.ts'

defineCommand(
  'start',
  'Hold pages, specs, overlays, generated code, client and mock against each other: verify, extract, overlay, regenerate in memory, and drive every client against a mock of its spec. Writes reports/contract.json and nothing else.',
).parse()

await runCommand(async () => {
  const { results, findings } = await runMainJob(projectRoot)
  console.log(renderContractTable(results))
  console.log(renderFindings(findings))
  await writeContractReport(projectRoot, results, findings)
  return findings.length === 0
})
