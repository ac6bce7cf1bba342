import { expect, it } from 'vitest'
import { loadEffectiveSpecs } from './load-effective-specs.ts'
import { EXCEPTIONS_FILE, explainProblems, findQualityFindings } from './spec-quality.ts'
import { makeTemporaryProject, type TemporaryProject } from './temporary-project.ts'

const PAGE = 'specs/pages/002_37c9c5cbe593afec.txt'
const ID = 'anyfast/doubao-seed-evolving'

it('the effective specs keep the rules, but for the listed exceptions', async () => {
  await using project = await makeTemporaryProject()

  expect(await findings(project)).toEqual([])
})

it('a broken rule is a finding at the line of the page', async () => {
  await using project = await makeTemporaryProject()
  await project.edit('specs/sources.yaml', 'null-in-string-enum, chat-stream, tool-calls', 'chat-stream, tool-calls')

  const found = await findings(project)

  const line = (await project.read(PAGE)).split('\n').findIndex((text) => text.trim() === '- null') + 1
  expect(found).toContainEqual(
    expect.objectContaining({
      code: 'DC205',
      side: 'spec',
      file: PAGE,
      line,
      gateway: 'anyfast',
      message: expect.stringContaining('no-enum-type-mismatch') as string,
    }),
  )
})

it('an exception that excuses nothing is a finding at its line', async () => {
  await using project = await makeTemporaryProject()
  const text = await project.read(EXCEPTIONS_FILE)
  await project.write(EXCEPTIONS_FILE, `${text}- rule: info-contact\n  pointer: /info\n  reason: none\n`)

  const found = await findings(project)

  const line = text.split('\n').length
  expect(found).toEqual([expect.objectContaining({ code: 'DC206', side: 'spec', file: EXCEPTIONS_FILE, line })])
})

it('an exception without a reason is refused with its line', async () => {
  await using project = await makeTemporaryProject()
  await project.write(EXCEPTIONS_FILE, '- rule: info-license\n  pointer: /info\n')

  await expect(findings(project)).rejects.toMatchObject({
    name: 'InputError',
    place: { file: EXCEPTIONS_FILE, line: 1 },
  })
})

it('a problem of the untouched spec is listed with the overlay that repairs it, or the reason why it stays', async () => {
  await using project = await makeTemporaryProject()
  const { specs } = await loadEffectiveSpecs(project.root)
  const spec = specs.find(({ source }) => source.id === ID)

  const problems = spec ? await explainProblems(project.root, spec) : []

  expect(problems).toEqual([
    expect.objectContaining({
      rule: 'info-license',
      repairedBy: undefined,
      acceptedBecause: expect.any(String) as string,
    }),
    expect.objectContaining({ rule: 'no-enum-type-mismatch', file: PAGE, repairedBy: 'null-in-string-enum' }),
  ])
})

async function findings(project: TemporaryProject) {
  const { specs } = await loadEffectiveSpecs(project.root)
  return await findQualityFindings(project.root, specs)
}
