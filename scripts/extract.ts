import { extractSpecs } from './lib/extract-specs.ts'
import { defineCommand, printFiles, printFindings, projectRoot, runCommand } from './lib/run-command.ts'

defineCommand(
  'extract',
  'Read the spec of every page in specs/sources.yaml; write the specs and specs/lock.json. Where a page cannot be read, nothing is written.',
).parse()

await runCommand(async () => {
  const { findings, files } = await extractSpecs(projectRoot)
  printFindings(findings)
  printFiles(files)
  return findings.length === 0
})
