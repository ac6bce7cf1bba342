import { format } from 'prettier'
import { GROUPS } from '../../../contract-tests/support/faults/scenario-schema.ts'
import type { Verdict } from '../../../contract-tests/support/faults/judge.ts'
import { renderMarkdownTable } from '../markdown-table.ts'
import { SCENARIOS_FOLDER, type ScenarioFile } from './scenario-files.ts'
import type { Standing } from './standings.ts'
import { tally, VERDICTS } from './tally.ts'

const INTRODUCTION = `# Faults

Made by \`npm run faults -- --docs\`; do not edit.

Every file of \`${SCENARIOS_FOLDER}/\` is one behaviour of a gateway, played on real sockets to our client and to its
peers. What should become of it stands in the file, with its reason.`

const EXPLANATION = `**right**: the answer that was sent, or an error where there was none. **silently wrong**: an answer where an error was
due, or another answer than was sent. **answer lost**: an error where the whole answer was there. **sent again**: more
requests than the scenario allows. **key leaked**: the API key reached another origin. **hang**: neither answer nor
error within 15 seconds. **crash**: the process died.

Each client is used as its README shows, with its own time-outs and retries where it has such options; a caller's own
\`AbortSignal\` is no client's merit, and is not used. Of a peer any error counts where one is due; ours is also held to
the class and the facts that its README promises. Every client runs in a process of its own. What is not right beside
other calls is tried again alone, once, and that counts. The adapters are \`scripts/faults/clients/\` and
\`contract-tests/support/faults/our-client.ts\`.`

/** docs/faults.md: every file of scenarios, by group, and what each client made of it. */
export async function renderFaultsDocs(
  files: readonly ScenarioFile[],
  standings: readonly Standing[],
): Promise<string> {
  const sections = await Promise.all(GROUPS.map((group) => renderGroup(group, files, standings)))
  const parts = [INTRODUCTION, await renderStandings(standings), EXPLANATION, ...sections]
  return await format(parts.join('\n\n'), { parser: 'markdown' })
}

/** The section of README.md. */
export async function renderFaultsSummary(standings: readonly Standing[]): Promise<string> {
  const number = standings[0]?.verdicts.size ?? 0
  return `${await renderStandings(standings)}
\`npm run faults\` plays [${String(number)} faults](docs/faults.md) to each of them; \`-- --only ours\` installs nothing.`
}

async function renderStandings(standings: readonly Standing[]): Promise<string> {
  const verdicts = VERDICTS.filter((verdict) => verdict !== 'wrong facts' || has(standings, verdict))
  const rows = standings.map(({ packages, nodes, verdicts: own }) => {
    const counts = tally([...own.values()])
    const cells = verdicts.map((verdict) => String(counts.get(verdict) ?? 0))
    return [`${packages.join(', ')} (Node ${nodes.join(', ')})`, ...cells]
  })
  return await renderMarkdownTable(['client', ...verdicts], rows)
}

function has(standings: readonly Standing[], verdict: Verdict): boolean {
  return standings.some(({ verdicts }) => [...verdicts.values()].includes(verdict))
}

async function renderGroup(
  group: (typeof GROUPS)[number],
  files: readonly ScenarioFile[],
  standings: readonly Standing[],
): Promise<string> {
  const rows = files
    .filter(({ scenarios }) => scenarios[0]?.group === group)
    .map((file) => [
      `[${nameOf(file.name)}](../${SCENARIOS_FOLDER}/${file.name})`,
      file.scenarios[0]?.title ?? '',
      ...standings.map((standing) => describeFile(file, standing)),
    ])
  const head = ['scenario', 'what it says', ...standings.map(({ client }) => client)]
  return `## ${group.slice(0, 1).toUpperCase()}${group.slice(1)}\n\n${await renderMarkdownTable(head, rows)}`
}

/** One word where all variants of a file came to the same, else the variants by their verdict. */
function describeFile({ name, scenarios }: ScenarioFile, { verdicts }: Standing): string {
  const given = scenarios.flatMap(({ id }) => {
    const verdict = verdicts.get(id)
    return verdict === undefined ? [] : [{ variant: id.slice(nameOf(name).length + 1) || 'plain', verdict }]
  })
  const different = [...tally(given.map(({ verdict }) => verdict)).keys()]
  const variantsOf = (verdict: Verdict) => given.filter((one) => one.verdict === verdict).map(({ variant }) => variant)
  return different
    .map((verdict) => {
      const word = verdict === 'right' ? verdict : `**${verdict}**`
      return different.length === 1 ? word : `${word}: ${variantsOf(verdict).join(', ')}`
    })
    .join('; ')
}

/** A file's name without its ending. */
function nameOf(fileName: string): string {
  return fileName.replace(/\.yaml$/, '')
}
