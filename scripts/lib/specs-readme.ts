import type { EffectiveSpec } from './effective-specs.ts'
import { renderMarkdownTable } from './markdown-table.ts'
import { EXCEPTIONS_FILE, explainProblems, type ExplainedProblem } from './spec-quality.ts'

const INTRODUCTION = `# The specs

Made by \`npm run docs\`; do not edit.

Each spec is what one page states, untouched. The tables list what the linter (redocly, recommended rules) finds in it,
and what becomes of it: the overlay that repairs it, or why it stays. Overlays also repair what no linter sees; each of
their actions says what and why.
`

/** specs/README.md: for each spec its page, its overlays, and the linter's problems with what becomes of them. */
export async function renderSpecsReadme(root: string, specs: readonly EffectiveSpec[]): Promise<string> {
  const sections = await Promise.all(specs.map((spec) => renderSpec(root, spec)))
  return [INTRODUCTION, ...sections].join('\n')
}

async function renderSpec(root: string, spec: EffectiveSpec): Promise<string> {
  const { id, page, format, overlays } = spec.source
  const rows = (await explainProblems(root, spec)).map((problem) => [
    `\`${problem.rule}\``,
    `\`${page}:${String(problem.line)}\``,
    problem.message,
    outcomeOf(problem),
  ])
  const names = overlays.map((name) => `[${name}](overlays/${name}.yaml)`).join(', ')
  const table = rows.length === 0 ? 'The linter finds nothing.\n' : await renderMarkdownTable(HEAD, rows)
  return `## ${id}

[${page}](pages/${page}), read as \`${format}\`; overlays: ${names}.

${table}`
}

const HEAD = ['rule', 'line of the page', 'problem', 'what becomes of it']

function outcomeOf({ repairedBy, acceptedBecause }: ExplainedProblem): string {
  if (repairedBy) return `repaired by [${repairedBy}](overlays/${repairedBy}.yaml)`
  return acceptedBecause ? `stays: ${acceptedBecause}` : `open: no overlay and no entry of ${EXCEPTIONS_FILE}`
}
