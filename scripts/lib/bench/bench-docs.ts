import { readFile } from 'node:fs/promises'
import { cpus } from 'node:os'
import { join } from 'node:path'
import { format } from 'prettier'
import { renderMarkdownTable } from '../markdown-table.ts'
import { replaceSection } from '../replace-section.ts'
import { projectRoot } from '../run-command.ts'
import { benchPeers } from './bench-peers.ts'
import { charts } from './charts.ts'
import { drawChart } from './draw-chart.ts'
import { GROUP_IDS, type GroupId } from './groups/index.ts'
import type { Measurement } from './measurement.ts'
import { countVerdicts, headOf, rowsOf, VERDICT_HEAD, verdictRowsOf, type Results } from './render-bench.ts'
import type { Verdict } from './targets.ts'

const PAGE = 'docs/performance.md'

/** Its sections are made, its prose is written by hand. */
export async function readPerformancePage(): Promise<string> {
  const page = await readFile(join(projectRoot, PAGE), 'utf8')
  // Rather an error now than after minutes.
  for (const section of ['targets', ...GROUP_IDS]) replaceSection(page, section, '')
  return page
}

/** The page with the figures in it, and its pictures, by path. */
export async function renderBenchDocs(
  page: string,
  results: Results,
  verdicts: readonly Verdict[],
): Promise<Map<string, string>> {
  let text = replaceSection(page, 'targets', await renderTargets(results, verdicts))
  const files = new Map<string, string>()
  for (const group of GROUP_IDS) {
    text = replaceSection(text, group, await renderGroup(group, results.get(group) ?? []))
  }
  for (const { file, group, measurements } of charts) {
    const shown = results.get(group)?.filter(({ id }) => measurements.includes(id)) ?? []
    files.set(`docs/performance/${file}`, drawChart(shown, benchPeers.path))
  }
  return files.set(PAGE, await format(text, { parser: 'markdown', printWidth: 120 }))
}

async function renderTargets(results: Results, verdicts: readonly Verdict[]): Promise<string> {
  const made = `Made by \`npm run bench -- --docs\` on Node ${process.version.replace(/\..*/, '')}, ${cpus()[0]?.model ?? ''}.`
  const table = await renderMarkdownTable(VERDICT_HEAD, verdictRowsOf([...results.values()].flat(), verdicts))
  return [`${made} ${countVerdicts(verdicts)}.`, table].join('\n\n')
}

async function renderGroup(group: GroupId, measurements: readonly Measurement[]): Promise<string> {
  const pictures = charts.filter((chart) => chart.group === group)
  const tables = await Promise.all(
    measurements.map(async (measurement) =>
      [
        `**${measurement.id}**: ${measurement.title}.`,
        await renderMarkdownTable(headOf(measurement), rowsOf(measurement)),
        ...(measurement.notes ?? []),
      ].join('\n\n'),
    ),
  )
  return [...pictures.map(({ file }) => `![${group}](performance/${file})`), ...tables].join('\n\n')
}
