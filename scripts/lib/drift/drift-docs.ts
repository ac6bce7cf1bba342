import { format } from 'prettier'
import { findingCodes } from '../../../contract-tests/engine/finding.ts'
import { renderMarkdownTable } from '../markdown-table.ts'
import type { MutationReport } from '../mutation-report.ts'
import type { Ablation } from './ablate.ts'
import type { ClassifiedOperator } from './operator-classes.ts'
import { countClasses, familyHead, familyRows, FAMILY_WORDS } from './render-drift.ts'
import type { DriftResult } from './run-drift.ts'
import { FAMILIES, percent, scoreOf, scoresBy } from './score.ts'

/** All that the page is made of. */
export interface DriftDocs {
  result: DriftResult
  classes: ReadonlyMap<string, ClassifiedOperator>
  ablations: readonly Ablation[]
  code: MutationReport
}

const INTRODUCTION = `# How much drift is noticed

Made by \`npm run drift -- --docs\`; do not edit.

Every effective spec is changed in one thing at a time, by every operator of \`contract-tests/drift/operators.yaml\` wherever
it can be; a correct answer and a correct stream likewise. Cases and validators are those of the original. A mutant counts
as noticed when a check fails because of an exchange with it: a mock of the changed document (class A), an answer that our
own generator makes from it (class B), a changed answer that the client is given. Nothing looks at the changed document.
`

/** docs/drift.md. */
export async function renderDriftDocs(docs: DriftDocs): Promise<string> {
  const { code } = docs
  const { shares, legal, killers, operators, unseen, survivors } = await measuredSections(docs)
  return await formatSections([
    INTRODUCTION,
    ...shares,
    `StrykerJS changes the code of \`src/\` (\`npm run mutation\`, at night): its tests notice ${percent(code)} of ${String(code.total)} mutants.`,
    ...legal,
    '## Without one check',
    'A check that is taken out ends no other: what is lost is what it alone notices.',
    await renderAblations(docs),
    ...killers,
    ...operators,
    ...unseen,
    ...survivors,
    `Of the code of \`src/\` ${String(code.survivors.length)} mutants survive:`,
    await renderCodeSurvivors(code),
  ])
}

type Measured = Pick<DriftDocs, 'result' | 'classes'>

/** What of docs/drift.md every whole run measures anew, each part as it stands there. */
export async function renderMeasured(docs: Measured): Promise<string[]> {
  const sections = Object.values(await measuredSections(docs)).flat()
  return await Promise.all(sections.map((section) => formatSections([section])))
}

async function measuredSections({ result, classes }: Measured) {
  const count = countClasses(classes)
  return {
    shares: [await renderMarkdownTable(familyHead(result), familyRows(result))],
    legal: [
      `${String(result.mustAccept.killed)} of ${String(result.mustAccept.total)} answers that are legal and unusual are taken without a finding: unknown keys, empty contents, every shape that Doubao's own service sends.`,
    ],
    killers: ['## Who notices', await renderKillers(result)],
    operators: [
      '## By operator',
      `${String(count.A)} operators are in class A, ${String(count.B)} in class B, ${String(count.C)} in class C.`,
      await renderOperators({ result, classes }),
    ],
    unseen: [
      '## What no exchange shows',
      `Class C is counted and not scored; [why](decisions/2026-11-25-what-no-exchange-shows.md).`,
      await renderUnseen(result),
    ],
    survivors: ['## What nobody notices', await renderSurvivors(result)],
  }
}

async function formatSections(sections: readonly string[]): Promise<string> {
  return await format(sections.join('\n\n'), { parser: 'markdown', proseWrap: 'always', printWidth: 120 })
}

/** The table of the README. */
export async function renderDriftSummary({ result, code }: Pick<DriftDocs, 'result' | 'code'>): Promise<string> {
  const ofCode = [`${percent(code)} of ${String(code.total)}`, '']
  const rows = summaryRows(result).map((row, index) => [...row, ofCode[index] ?? ''])
  return await renderMarkdownTable(['', ...FAMILIES.map((family) => FAMILY_WORDS[family]), 'code of `src/`'], rows)
}

/** The rows of {@link renderDriftSummary}, but for what StrykerJS alone measures. */
export function summaryRows({ mutants, withoutOverlay }: DriftResult): string[][] {
  const noticed = FAMILIES.map((family) => {
    const score = scoreOf(mutants.filter((mutant) => mutant.family === family))
    return `${percent(score)} of ${String(score.total)}`
  })
  const loose = FAMILIES.map((family) => (withoutOverlay[family] ? percent(withoutOverlay[family]) : ''))
  return [
    ['noticed', ...noticed],
    ["by the docs' own schemas", ...loose],
  ]
}

async function renderAblations({ result, ablations }: DriftDocs): Promise<string> {
  const full = FAMILIES.map((family) => percent(scoreOf(result.mutants.filter((mutant) => mutant.family === family))))
  const rows = ablations.map(({ without, families }) => [
    `without ${without}: ${findingCodes[without]}`,
    ...FAMILIES.map((family) => (families[family] ? percent(families[family]) : '')),
  ])
  const head = ['the suite', ...FAMILIES.map((family) => FAMILY_WORDS[family])]
  return await renderMarkdownTable(head, [['whole', ...full], ...rows])
}

async function renderKillers({ mutants }: DriftResult): Promise<string> {
  const killers = scoresBy(mutants, ({ killedBy }) => killedBy ?? '')
  const rows = Object.entries(killers)
    .filter(([code]) => code !== '')
    .toSorted(([, one], [, other]) => other.total - one.total)
    .map(([code, { total }]) => [code, wordsOf(code), String(total)])
  return await renderMarkdownTable(['noticed first by', '', 'mutants'], rows)
}

function wordsOf(code: string): string {
  return Object.entries(findingCodes).find(([candidate]) => candidate === code)?.[1] ?? 'the client throws'
}

async function renderOperators({ result, classes }: Measured): Promise<string> {
  const rows = Object.entries(scoresBy(result.mutants, ({ family, operator }) => `${family} ${operator}`)).map(
    ([key, score]) => {
      // Names of operators on answers have blanks.
      const [, family = '', operator = ''] = /^(\S+) (.*)$/.exec(key) ?? []
      return [
        family,
        `\`${operator}\``,
        `${String(score.killed)} of ${String(score.total)}`,
        classes.get(operator)?.why ?? '',
      ]
    },
  )
  return await renderMarkdownTable(['family', 'operator', 'noticed', 'how it shows'], rows)
}

async function renderUnseen({ unseen }: DriftResult): Promise<string> {
  const rows = unseen.map(({ operator, mutants, owner = '', why }) => [`\`${operator}\``, String(mutants), why, owner])
  return await renderMarkdownTable(['operator', 'mutants', 'why it does not show', 'who notices'], rows)
}

async function renderCodeSurvivors({ survivors }: MutationReport): Promise<string> {
  const rows = survivors.map(({ file, line, original, replacement, reason = '' }) => [
    `${file}:${String(line)}`,
    `\`${original}\` → \`${replacement}\``,
    reason,
  ])
  return await renderMarkdownTable(['where', 'mutant', 'why'], rows)
}

async function renderSurvivors({ mutants }: DriftResult): Promise<string> {
  const survivors = mutants.filter(({ killedBy }) => killedBy === undefined)
  if (survivors.length === 0) return 'Every mutant is noticed.'
  const rows = survivors.map(({ family, spec, operator, pointer, reason = '' }) => [
    family,
    spec,
    `\`${operator}\``,
    `\`${pointer}\``,
    reason,
  ])
  return await renderMarkdownTable(['family', 'spec', 'operator', 'where', 'why'], rows)
}
