import { join } from 'node:path'
import { generateFromSpecs } from './lib/generate-from-specs.ts'
import { CACHE_FOLDER } from './lib/generation-cache.ts'
import { defineCommand, printFiles, printFindings, projectRoot, runCommand } from './lib/run-command.ts'

const command = defineCommand(
  'generate',
  'Apply the overlays to the specs and write the typed clients, the effective specs and the catalogue to generated/. Where a spec or an overlay has a finding, nothing is written. What an unchanged spec made before comes from node_modules/.cache.',
)
  .option('--check', 'write nothing and use no cache; every difference from generated/ is a finding')
  .parse()

await runCommand(async () => {
  const { check = false } = command.opts<{ check?: boolean }>()
  const cacheFolder = join(projectRoot, CACHE_FOLDER)
  const { findings, files } = await generateFromSpecs(projectRoot, { check, cacheFolder })
  printFindings(findings)
  if (check) console.log(findings.length === 0 ? 'generated/ is what the specs generate' : 'generated/ is stale')
  else printFiles(files)
  return findings.length === 0
})
