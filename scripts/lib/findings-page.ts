import { format } from 'prettier'
import { findingCodes } from '../../contract-tests/engine/finding.ts'
import { renderMarkdownTable } from './markdown-table.ts'

const INTRODUCTION = `# Findings

Made by \`npm run docs\` from \`contract-tests/engine/finding.ts\`; do not edit.

A finding is an assertion that failed. It has a code that is never reused, and names the side that moved: page, spec,
generated, facade, mock or gateway; and, where it has one, the pointer into the spec and the line of the page. Any finding
ends a command with exit status 1. What keeps a command from running at all is no finding, and ends it with 2.
`

interface Section {
  prefix: string
  title: string
  remedy: string
}

const SECTIONS: readonly Section[] = [
  {
    prefix: 'DC1',
    title: 'Pages, specs and their lock',
    remedy:
      'Where the docs changed on purpose, `npm run update` takes the change over; its `git diff` says what it means. A vendored spec is never edited: repairs belong into an overlay.',
  },
  {
    prefix: 'DC2',
    title: 'Overlays and the effective spec',
    remedy:
      'Mostly good news: the docs repaired what an overlay repairs. Delete the action; else mend its target or its evidence.',
  },
  {
    prefix: 'DC3',
    title: 'Generated code',
    remedy: '`npm run generate` makes it anew. If the difference comes back, something edits `generated/` by hand.',
  },
  {
    prefix: 'DC4',
    title: 'The contract',
    remedy:
      'The message says what was sent and what came. The side `mock` or `gateway`: the server no longer does what the spec says. `facade` or `generated`: this package does not. `spec`: the docs contradict themselves, and need an overlay.',
  },
]

/** docs/findings.md: every code, what it says, and what to do about its kind. */
export async function renderFindingsPage(): Promise<string> {
  const sections = await Promise.all(
    SECTIONS.map(async ({ prefix, title, remedy }) => {
      const rows = Object.entries(findingCodes)
        .filter(([code]) => code.startsWith(prefix))
        .toSorted(([one], [other]) => one.localeCompare(other))
        .map(([code, words]) => [`\`${code}\``, words])
      return `## ${title}\n\n${remedy}\n\n${await renderMarkdownTable(['code', 'what it says'], rows)}`
    }),
  )
  const text = [INTRODUCTION, ...sections].join('\n')
  return await format(text, { parser: 'markdown', proseWrap: 'always', printWidth: 120 })
}
