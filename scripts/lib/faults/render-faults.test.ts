import { expect, it } from 'vitest'
import { FAULT_KEY } from '../../../contract-tests/support/faults/fault-key.ts'
import type { Verdict } from '../../../contract-tests/support/faults/judge.ts'
import { renderFaultsDocs, renderFaultsSummary } from './faults-docs.ts'
import { makeScenario } from './make-scenario.ts'
import { areOursRight, renderFaults, renderOwnFaults, renderSummaries } from './render-faults.ts'
import { renderReport } from './report-faults.ts'
import type { ColumnResult } from './run-faults.ts'
import { mergeNodes } from './standings.ts'
import { tally } from './tally.ts'

const ours = column('ours', '24.21.0', { 'cut-whole': 'right', 'cut-stream': 'right', plain: 'right' })
const oursOn20 = column('ours', '20.20.2', { 'cut-whole': 'right', 'cut-stream': 'hang', plain: 'right' })
const peer = column('openai', '24.21.0', {
  'cut-whole': 'silently wrong',
  'cut-stream': 'silently wrong',
  plain: 'right',
})

const files = [
  { name: 'cut.yaml', scenarios: [makeScenario('cut-whole', 'stalls'), makeScenario('cut-stream', 'stalls')] },
  { name: 'plain.yaml', scenarios: [makeScenario('plain')] },
]

it('the table has a row a scenario and a column a client and Node', () => {
  const rows = rowsOf(renderFaults([oursOn20, ours, peer]))

  expect(rows).toEqual([
    ['scenario', 'ours', 'ours', 'openai'],
    ['', 'on Node 20', 'on Node 24', 'on Node 24'],
    ['cut-whole', 'right', 'right', 'silently wrong'],
    ['cut-stream', 'hang', 'right', 'silently wrong'],
    ['plain', 'right', 'right', 'right'],
  ])
})

it('each column is summed up in a line, verdicts that were never given left out', () => {
  const [line] = peer.runs
  const moody = {
    ...peer,
    runs: peer.runs.map((run) => (run === line ? { ...run, verdictInCompany: 'hang' as const } : run)),
  }

  expect(renderSummaries([ours, peer, moody])).toEqual([
    'ours on Node 24 (ours 1.2.3): right 3 of 3',
    'openai on Node 24 (openai 1.2.3): right 1 of 3, silently wrong 2',
    'openai on Node 24 (openai 1.2.3): right 1 of 3, silently wrong 2, 1 otherwise beside other calls',
  ])
})

it('only what our own client gets wrong is a finding, and is told in detail', () => {
  expect(areOursRight([ours, peer])).toBe(true)
  expect(areOursRight([ours, oursOn20])).toBe(false)
  expect(renderOwnFaults([oursOn20, peer])).toEqual(['ours on Node 20, cut-stream: hang: what was seen'])
})

it('what our own client gets right only alone is told, but is no finding', () => {
  const runs = ours.runs.slice(0, 1).map((run) => ({ ...run, verdictInCompany: 'hang' as const }))

  expect(areOursRight([{ ...ours, runs }])).toBe(true)
  expect(renderOwnFaults([{ ...ours, runs }])).toEqual([
    'ours on Node 24, cut-whole: hang beside other calls, alone right: what was seen',
  ])
})

it('the report holds verdicts, versions and requests, and never the key', () => {
  const text = renderReport([leaking()])

  expect(text).not.toContain(FAULT_KEY)
  expect(JSON.parse(text)).toMatchObject({
    clients: [
      {
        client: 'openai',
        packages: ['openai 1.2.3'],
        node: '24.21.0',
        summary: { 'key leaked': 1 },
        scenarios: [
          {
            id: 'leak',
            verdict: 'key leaked',
            outcome: { message: 'Bearer [API key] was refused' },
            requests: [{ origin: 'elsewhere', carriedKey: true, millisecondsAfterFirst: 0 }],
          },
        ],
      },
    ],
  })
})

it('the report shortens what a client quotes at length', () => {
  const long = column('openai', '24.21.0', { plain: 'hang' }, 'x'.repeat(50_000))

  expect(renderReport([long]).length).toBeLessThan(5000)
})

it('a client that ran on several Nodes is right only where it was right on all', () => {
  const [standing] = mergeNodes([oursOn20, ours])

  expect(standing).toMatchObject({ client: 'ours', nodes: ['20', '24'] })
  expect([...(standing?.verdicts ?? [])]).toEqual([
    ['cut-whole', 'right'],
    ['cut-stream', 'hang'],
    ['plain', 'right'],
  ])
})

it('verdicts are counted in the order of the tables', () => {
  expect([...tally(['hang', 'right', 'hang', 'silently wrong'])]).toEqual([
    ['right', 1],
    ['silently wrong', 1],
    ['hang', 2],
  ])
})

it('the docs say once what all variants of a file came to, and else which came to what', async () => {
  const docs = await renderFaultsDocs(files, mergeNodes([oursOn20, peer]))

  expect(cellsOf(docs, '[cut](../contract-tests/faults/cut.yaml)')).toEqual([
    'The title of cut-whole.',
    'right: whole; **hang**: stream',
    '**silently wrong**',
  ])
  expect(cellsOf(docs, '[plain](../contract-tests/faults/plain.yaml)')).toEqual([
    'The title of plain.',
    'right',
    'right',
  ])
  expect(docs.indexOf('## Stalls')).toBeLessThan(docs.indexOf('## Deltas'))
})

it('the section of the README has a row a client, and says how many scenarios there are', async () => {
  const section = await renderFaultsSummary(mergeNodes([ours, peer]))

  expect(cellsOf(section, 'ours 1.2.3 (Node 24)')).toEqual(['3', '0', '0', '0', '0', '0', '0'])
  expect(cellsOf(section, 'openai 1.2.3 (Node 24)')).toEqual(['1', '2', '0', '0', '0', '0', '0'])
  expect(section).toContain('plays [3 faults](docs/faults.md)')
  expect(section.split('\n').length).toBeLessThanOrEqual(12)
})

function column(
  client: ColumnResult['client'],
  node: string,
  verdicts: Record<string, Verdict>,
  message = 'no',
): ColumnResult {
  const runs = Object.entries(verdicts).map(([id, verdict]) => ({
    scenario: makeScenario(id),
    run: { verdict, detail: 'what was seen', outcome: tell(message), requests: [], milliseconds: 1 },
    verdictInCompany: undefined,
  }))
  return { client, packages: [`${client} 1.2.3`], node, runs }
}

/** A client that sends the key elsewhere, and repeats it. */
function leaking(): ColumnResult {
  const result = column('openai', '24.21.0', { leak: 'key leaked' }, `Bearer ${FAULT_KEY} was refused`)
  const request = {
    origin: 'elsewhere' as const,
    method: 'POST',
    path: '/',
    headers: { authorization: `Bearer ${FAULT_KEY}` },
    body: '',
    at: 1,
    answeredStatus: 200,
  }
  return { ...result, runs: result.runs.map(({ run, ...rest }) => ({ ...rest, run: { ...run, requests: [request] } })) }
}

function tell(message: string) {
  const unknown = {
    status: null,
    code: null,
    requestId: null,
    partial: null,
    attempts: null,
    isRetryable: null,
    budget: null,
  }
  return { kind: 'error' as const, name: 'Error', message, isError: true, ...unknown }
}

function rowsOf(table: string): string[][] {
  const lines = table.split('\n').filter((line) => line.startsWith('│'))
  return lines.map((line) =>
    line
      .split('│')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  )
}

function cellsOf(markdown: string, first: string): string[] {
  const line = markdown.split('\n').find((candidate) => candidate.startsWith(`| ${first} `)) ?? ''
  return line
    .split('|')
    .slice(2, -1)
    .map((cell) => cell.trim())
}
