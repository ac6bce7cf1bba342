import { Option } from 'commander'
import { SEVERITIES, type Severity } from './lib/changes/change.ts'
import { compareSpecs } from './lib/changes/compare-specs.ts'
import { readDocuments } from './lib/changes/read-documents.ts'
import { renderChanges, reportChanges } from './lib/changes/render-changes.ts'
import { loadOasdiff } from './lib/changes/run-oasdiff.ts'
import { defineCommand, runCommand } from './lib/run-command.ts'

const command = defineCommand(
  'changes',
  'Say in the words of an API user what changed between two OpenAPI documents, or between two folders of them that are found by the same relative names. A page (.md, .txt) counts for the document in its fence. A finding is a change that --fail-on names.',
)
  .argument('<old>', 'a document or a folder, as it was')
  .argument('<new>', 'the same, as it is now')
  .addOption(
    new Option('--fail-on <severity>', 'which changes are findings')
      .choices(['breaking', 'any', 'never'])
      .default('breaking'),
  )
  .option('--json', 'print the changes as JSON')
  .parse()

const { failOn, json } = command.opts<{ failOn: 'breaking' | 'any' | 'never'; json?: boolean }>()

await runCommand(async () => {
  const [before, after] = await Promise.all(command.args.slice(0, 2).map(readDocuments))
  const comparison = await compareSpecs(before ?? [], after ?? [], { oasdiff: await loadOasdiff() })
  console.log(json ? JSON.stringify(reportChanges(comparison), null, 2) : renderChanges(comparison))
  const failing: readonly Severity[] = { breaking: SEVERITIES.slice(0, 1), any: SEVERITIES, never: [] }[failOn]
  return !comparison.changes.some(({ severity }) => failing.includes(severity))
})
