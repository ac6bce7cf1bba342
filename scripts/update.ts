import { join } from 'node:path'
import type { Finding } from '../contract-tests/engine/finding.ts'
import { compareWithLastUpdate, readLastUpdate, writeChangesPage } from './lib/changes/update-changes.ts'
import { renderChanges } from './lib/changes/render-changes.ts'
import { runContractStage } from './lib/contract-stage.ts'
import { extractSpecs } from './lib/extract-specs.ts'
import { generateFromSpecs } from './lib/generate-from-specs.ts'
import { CACHE_FOLDER } from './lib/generation-cache.ts'
import { loadEffectiveSpecs } from './lib/load-effective-specs.ts'
import { renderContractTable, renderFindings, writeContractReport } from './lib/report.ts'
import { defineCommand, printFiles, projectRoot, runCommand } from './lib/run-command.ts'

defineCommand(
  'update',
  'After a page in specs/pages/ was replaced: extract, lock, say what changed, overlay, generate, and check the contract. Writes specs/CHANGES.md where something changed, and reports/changes.json. Stops at the first stage that has findings; a stage with findings writes nothing.',
).parse()

await runCommand(async () => {
  const findings = await update(projectRoot)
  console.log(renderFindings(findings))
  return findings.length === 0
})

async function update(root: string): Promise<readonly Finding[]> {
  const lastUpdate = await readLastUpdate(root)
  console.log('extract and lock')
  const extraction = await extractSpecs(root)
  printFiles(extraction.files)
  if (extraction.findings.length > 0) return extraction.findings

  console.log('what changed')
  const comparison = await compareWithLastUpdate(root, lastUpdate)
  console.log(renderChanges(comparison))

  console.log('overlay and generate')
  const generation = await generateFromSpecs(root, { check: false, cacheFolder: join(root, CACHE_FOLDER) })
  printFiles(generation.files)
  if (generation.findings.length > 0) return generation.findings
  printFiles(await writeChangesPage(root, comparison, new Date().toISOString().slice(0, 10)))

  console.log('contract')
  const results = await runContractStage((await loadEffectiveSpecs(root)).specs)
  const findings = results.flatMap((result) => result.findings)
  console.log(renderContractTable(results))
  await writeContractReport(root, results, findings)
  return findings
}
