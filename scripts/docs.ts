import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderFindingsPage } from './lib/findings-page.ts'
import { firstDifference } from './lib/first-difference.ts'
import { loadEffectiveSpecs } from './lib/load-effective-specs.ts'
import { renderModelTable } from './lib/model-table.ts'
import { defineCommand, printFiles, projectRoot, runCommand } from './lib/run-command.ts'
import { replaceSection } from './lib/replace-section.ts'
import { renderSpecsReadme } from './lib/specs-readme.ts'
import { writeFiles } from './lib/write-files.ts'

const command = defineCommand(
  'docs',
  'Write what follows from specs and code: the table of models in README.md, specs/README.md and docs/findings.md.',
)
  .option('--check', 'write nothing; exit with 1 where a file is not what would be written')
  .parse()

await runCommand(async () => {
  const files = await renderDocs(projectRoot)
  if (!command.opts<{ check?: boolean }>().check) {
    printFiles(await writeFiles(projectRoot, files))
    return true
  }
  const stale = await findStaleFiles(projectRoot, files)
  for (const line of stale) console.error(line)
  console.log(stale.length === 0 ? 'the docs are up to date' : 'the docs are stale; run `npm run docs`')
  return stale.length === 0
})

async function renderDocs(root: string): Promise<Map<string, string>> {
  const { specs } = await loadEffectiveSpecs(root)
  const readme = await readFile(join(root, 'README.md'), 'utf8')
  return new Map([
    ['README.md', replaceSection(readme, 'models', await renderModelTable(root))],
    ['specs/README.md', await renderSpecsReadme(root, specs)],
    ['docs/findings.md', await renderFindingsPage()],
  ])
}

async function findStaleFiles(root: string, files: ReadonlyMap<string, string>): Promise<string[]> {
  const lines = await Promise.all(
    [...files].map(async ([path, expected]) => {
      const actual = await readFile(join(root, path), 'utf8').catch(() => '')
      const difference = firstDifference(expected, actual)
      return difference ? [`${path}:${String(difference.line)}: ${difference.text}`] : []
    }),
  )
  return lines.flat()
}
