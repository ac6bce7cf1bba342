import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { renderMeasured, summaryRows, type DriftDocs } from './drift-docs.ts'

/** The page that `npm run drift -- --docs` writes. */
export const DRIFT_DOCS_FILE = 'docs/drift.md'

/** Where its shares stand too. */
const README_FILE = 'README.md'

/**
 * Holds the committed figures against those of a whole run. What the run did not measure, what is left without a check and
 * the mutants of the code, is not looked at.
 */
export async function findStaleDocs(root: string, docs: Pick<DriftDocs, 'result' | 'classes'>): Promise<string[]> {
  const page = await readText(join(root, DRIFT_DOCS_FILE))
  const [blocks, lines] = [blocksOf(page), page.split('\n').map(squeeze)]
  const stale = (await renderMeasured(docs)).flatMap(blocksOf).filter((block) => !blocks.includes(block))
  const readme = (await readText(join(root, README_FILE))).split('\n').map(cellsOf)
  const staleRows = summaryRows(docs.result).filter((row) => {
    return !readme.some((cells) => row.every((cell, index) => cells[index] === cell))
  })
  return [
    ...stale.map((block) => describe(DRIFT_DOCS_FILE, firstMissing(block.split('\n'), lines))),
    ...staleRows.map((row) => describe(README_FILE, row.join(' | '))),
  ]
}

function describe(file: string, line: string): string {
  return `${file}: is not what this run measured: ${line}; \`npm run drift -- --docs\` writes it`
}

/** The line that shows what changed; where all are there, there are others between them. */
function firstMissing(expected: readonly string[], lines: readonly string[]): string {
  return expected.find((line) => !lines.includes(line)) ?? `${expected.at(-1) ?? ''}, and no more`
}

async function readText(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch(() => '')
}

function blocksOf(markdown: string): string[] {
  return markdown
    .trim()
    .split(/\n{2,}/)
    .map(squeeze)
}

/** The width of a column follows from its longest cell, and says nothing of the others. */
function squeeze(text: string): string {
  return text.replaceAll(/ +/g, ' ').replaceAll(/-{2,}/g, '-')
}

/** The cells of a row of a markdown table. */
function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim())
}
