import { format } from 'prettier'
import { renderMarkdownTable } from '../markdown-table.ts'
import { formatFinding } from '../run-command.ts'
import type { DefectKind } from './defect.ts'
import type { Survey, SurveyFigures } from './run-survey.ts'

/** One line a kind of defect, and after them what could not be looked at and the figures. */
export function renderSurvey({ kinds, unread, failures, figures }: Survey): string {
  const lines = kinds.map((kind) => {
    const { example } = kind
    const counts = `${String(kind.operations)} operations (${remainingOf(kind)} with the overlays), ${String(kind.models)} models`
    return `${headOf(kind)}: ${counts}\n    ${placeOf(kind)}: ${example.message}`
  })
  return [
    ...lines,
    ...unread.map(formatFinding),
    ...failures.map(({ file, look, error }) => `our engine failed at ${file} (${look}): ${error}`),
    `${describeFigures(figures)}, ${describeCost(figures)}`,
    `${String(kinds.length)} kinds of defects, ${String(unread.length)} pages that cannot be read, ${String(failures.length)} failures of our engine`,
  ].join('\n')
}

/** docs/docs-defects.md. */
export async function renderSurveyDocs({ kinds, unread, figures }: Survey): Promise<string> {
  const head = ['defect', 'finding', 'operations', 'with the overlays', 'models', 'for example']
  const rows = kinds.map((kind) => [
    kind.kind,
    kind.code === undefined ? '' : `${kind.code} (${kind.side})`,
    String(kind.operations),
    remainingOf(kind),
    String(kind.models),
    kind.remaining === undefined ? `${placeOf(kind)}, ${kind.example.message}` : placeOf(kind),
  ])
  const text = `# Defects of a docs site

Made by \`npm run survey -- <folder> --docs\` from a snapshot of the AnyFast docs; do not edit.

${describeFigures(figures)}. ${String(unread.length)} pages could not be read.

${await renderMarkdownTable(head, rows)}

**operations** are pages that have the defect as published. The one overlay that says which JSON Schema the documents are
written in is applied there too, since tools would otherwise read one schema in two ways. **with the overlays**: how many
have it still when every page got the overlays \`null-in-string-enum\`, \`chat-stream\` and \`error-examples\`, and its answers
the one of the contract checks; a dash where it takes two pages to have it. **models** are those of these pages.

Rows with a finding DC4xx are what the contract says when the client that was generated from the pages is driven against a
mock of each page; the others are contradictions that no request can show. In brackets stands the side that is at fault:
\`page\` and \`spec\` are the docs. Of several pages about one model, the one about the fewest models comes first, then the
first path; the client is made from that one, and held to the others too. A page of several models is checked with its
first. A translation (\`zh/…\`) is compared with its original, any other page with the first about the model: types, bounds,
required keys and values count, descriptions and examples do not.`
  return await format(text, { parser: 'markdown' })
}

function describeFigures({ pages, operations, models, sharedModels, passed, findings }: SurveyFigures): string {
  const number = (value: number) => value.toLocaleString('en')
  return `${number(operations)} of ${number(pages)} pages complete chats, with ${number(models)} models, ${number(sharedModels)} of them on several pages; ${number(passed)} checks held, ${number(findings)} did not`
}

function describeCost({ seconds, mebibytes }: SurveyFigures): string {
  return `${String(seconds)} s and ${String(mebibytes)} MiB (its two mocks not counted)`
}

function headOf({ kind, code, side }: DefectKind): string {
  return [code, side, kind].filter((part) => part !== undefined).join('  ')
}

function remainingOf({ remaining }: DefectKind): string {
  return remaining === undefined ? '–' : String(remaining)
}

function placeOf({ example: { file, line } }: DefectKind): string {
  return line === undefined ? file : `${file}:${String(line)}`
}
