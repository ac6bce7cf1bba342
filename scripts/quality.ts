import { loadEffectiveSpecs } from './lib/load-effective-specs.ts'
import { renderFindings } from './lib/report.ts'
import { defineCommand, projectRoot, runCommand } from './lib/run-command.ts'
import { findQualityFindings } from './lib/spec-quality.ts'

defineCommand(
  'quality',
  'Lint every effective spec with the recommended rules of redocly; specs/quality-exceptions.yaml lists what may stay. Writes nothing.',
).parse()

await runCommand(async () => {
  const { specs } = await loadEffectiveSpecs(projectRoot)
  const findings = await findQualityFindings(projectRoot, specs)
  console.log(renderFindings(findings))
  return findings.length === 0
})
