import { expect, it, vi } from 'vitest'
import { catalog } from '../../generated/catalog.gen.ts'
import { runMainJob } from './main-job.ts'
import { writeContractReport } from './report.ts'
import { makeTemporaryProject } from './temporary-project.ts'

const PAGE = 'specs/pages/002_37c9c5cbe593afec.txt'

// The stages print how far they are.
vi.spyOn(process.stdout, 'write').mockReturnValue(true)

it('a project whose sides agree has no finding, and every model was checked', async () => {
  await using project = await makeTemporaryProject()

  const { findings, results } = await runMainJob(project.root)

  expect(findings).toEqual([])
  const models = Object.entries(catalog).flatMap(([gateway, entry]) =>
    Object.keys(entry.models).map((id) => [gateway, id]),
  )
  expect(results.map(({ gateway, model }) => [gateway, model])).toEqual(models)
  expect(Math.min(...results.map(({ passed }) => passed))).toBeGreaterThan(100)
})

it('writes nothing', async () => {
  await using project = await makeTemporaryProject()
  const before = await project.snapshot()

  await runMainJob(project.root)

  expect(await project.snapshot()).toEqual(before)
})

it('every stage runs, whatever an earlier one found, and each finding names the side that moved', async () => {
  await using project = await makeTemporaryProject()
  const pageLine = await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')
  const specLine = await project.edit(
    'specs/anyfast-cn/doubao-seed-1-6-lite-251015.yaml',
    'type: integer',
    'type: string',
  )
  const generatedLine = await project.edit('generated/anyfast/doubao-seed-evolving/sdk.gen.ts', "'http'", "'https'")

  const { findings, results } = await runMainJob(project.root)

  expect(findings).toEqual([
    expect.objectContaining({ code: 'DC112', side: 'spec', line: specLine }),
    expect.objectContaining({ code: 'DC111', side: 'page', file: PAGE, line: pageLine }),
    expect.objectContaining({ code: 'DC301', side: 'generated', line: generatedLine }),
  ])
  expect(results.map((result) => result.findings)).toEqual(results.map(() => []))
})

it('a pointless overlay action is one finding, not one more for each file that it no longer shapes', async () => {
  await using project = await makeTemporaryProject()
  const overlay = 'specs/overlays/null-in-string-enum.yaml'
  await project.edit(overlay, "[string, 'null']", 'string')

  const { findings } = await runMainJob(project.root)

  // What the action repaired is open again: the contract says so, at its line of the page.
  const [pointless, ...others] = findings
  expect(pointless).toMatchObject({ code: 'DC201', side: 'spec', file: overlay, pointer: '/actions/0' })
  expect(new Set(others.map(({ code, side }) => `${code} ${side}`))).toEqual(new Set(['DC412 spec']))
  expect(others.every(({ pointer }) => pointer?.endsWith('/finish_reason'))).toBe(true)
})

it('the report holds what the table shows, and every finding', async () => {
  await using project = await makeTemporaryProject()
  await project.edit(PAGE, 'Documentation Index', 'Documentation index')
  const { findings, results } = await runMainJob(project.root)

  await writeContractReport(project.root, results, findings)

  const report = JSON.parse(await project.read('reports/contract.json')) as Record<string, unknown>
  const passed = results.reduce((sum, result) => sum + result.passed, 0)
  expect(report).toMatchObject({
    summary: { models: results.length, passed, findings: 1 },
    results: results.map(({ gateway, model }) => ({ gateway, model })),
    findings: [{ code: 'DC110', side: 'page', file: PAGE, line: 1 }],
  })
})
