import Table from 'cli-table3'
import { format } from 'prettier'
import { renderMarkdownTable } from '../markdown-table.ts'
import { formatValue, type PartResult } from './part-result.ts'

type Results = ReadonlyMap<string, PartResult>

const HEAD = ['part', 'figure', 'value', 'at most']

/** One row a figure, and below the table one line a problem. */
export function renderHarden(results: Results): string {
  const table = new Table({
    head: HEAD,
    colAligns: ['left', 'left', 'right', 'right'],
    style: { head: [], border: [], compact: true },
  })
  table.push(...rowsOf(results))
  const problems = [...results].flatMap(([part, own]) => own.problems.map((problem) => `${part}: ${problem}`))
  return [table.toString(), ...problems, `${String(problems.length)} problems`].join('\n')
}

/** docs/hardening.md. */
export async function renderHardenDocs(results: Results): Promise<string> {
  const major = process.version.replace(/\..*/, '')
  const text = `# Hardening

Made by \`npm run harden -- --docs\` on Node ${major}; do not edit. Times and memory are those of one machine.

${await renderMarkdownTable(HEAD, rowsOf(results))}

**leaks**: streams are aborted, left, timed out, reset or read to their end, at random. **load**: all streams are open at
once, each with words of its own; a bare \`fetch\` beside it reads the bytes alone. **secrets**: a key made for the run is
searched for in every error, log, hook payload and report while every fault is played. **fuzz**: recorded answers are
changed at random; a call gives a completion or a \`DoubaoError\`.`
  return await format(text, { parser: 'markdown' })
}

function rowsOf(results: Results): string[][] {
  return [...results].flatMap(([part, { figures }]) =>
    figures.map((figure) => [
      part,
      figure.name,
      formatValue(figure),
      figure.atMost === undefined ? '' : formatValue({ ...figure, value: figure.atMost }),
    ]),
  )
}
