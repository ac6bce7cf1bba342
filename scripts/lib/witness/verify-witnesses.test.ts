import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readLock } from '../lock.ts'
import { projectRoot } from '../run-command.ts'
import { readSources } from '../sources.ts'
import { makeTemporaryProject, type TemporaryProject } from '../temporary-project.ts'
import { verifySpecs } from '../verify-specs.ts'
import { isYamlFile, parseYaml } from '../yaml-file.ts'
import { compareWitness } from './compare-witness.ts'
import { nameOfFact } from './fact.ts'
import { readRenderedPage } from './rendered-page.ts'
import { verifyWitnesses } from './verify-witnesses.ts'

const PAGE = 'specs/pages/001_342d0374829a7b87.txt'
const ACCEPTED = 'specs/accepted-differences.yaml'
const PAGE_LINES = (await readFile(join(projectRoot, PAGE), 'utf8')).split('\n')
const SPEC = parseYaml(await readFile(join(projectRoot, 'specs/anyfast/doubao-seed-evolving.yaml'), 'utf8'))
const ACCEPTED_DIFFERENCES = differencesOf(PAGE_LINES)

describe('one fact changed in a copy of the page', () => {
  it.each(factMutations())('is found: line %i, "%s" for "%s"', (line, changed) => {
    const mutant = PAGE_LINES.with(line - 1, changed)

    expect(differencesOf(mutant)).not.toEqual(ACCEPTED_DIFFERENCES)
  })

  it.each(factLines())('is found when it is removed: line %i, "%s"', (line) => {
    const mutant = PAGE_LINES.toSpliced(line - 1, 1)

    expect(differencesOf(mutant)).not.toEqual(ACCEPTED_DIFFERENCES)
  })
})

it('the page agrees with its spec, apart from what was accepted', async () => {
  await using project = await makeTemporaryProject()

  const { facts, findings } = await verify(project)

  expect(findings).toEqual([])
  expect(facts).toBeGreaterThan(150)
})

it('a changed fact is one finding, with its line and both values', async () => {
  await using project = await makeTemporaryProject()
  const line = await project.edit(PAGE, '默认值:65536', '默认值:32768')

  const { findings } = await verify(project)

  expect(findings).toEqual([
    expect.objectContaining({ code: 'DC131', side: 'page', file: PAGE, line, gateway: 'anyfast' }),
  ])
  expect(findings[0]?.message).toContain('request max_tokens default: this page states 32768')
  expect(findings[0]?.message).toContain('65536')
})

it('a changed word that is no fact is a finding too, with its line', async () => {
  await using project = await makeTemporaryProject()
  const line = await project.edit(PAGE, '核采样阈值。', '采样阈值。')

  const { findings } = await verify(project)

  expect(findings).toEqual([expect.objectContaining({ code: 'DC110', side: 'page', file: PAGE, line })])
})

it('an accepted difference that differs otherwise is a finding, and its entry is pointless', async () => {
  await using project = await makeTemporaryProject()
  const line = await project.edit(PAGE, '      "content": "你好!"', '      "content": "Hi!"')

  const { findings } = await verify(project)

  expect(findings).toEqual([
    expect.objectContaining({ code: 'DC131', file: PAGE, line }),
    expect.objectContaining({ code: 'DC132', file: ACCEPTED, line: expect.any(Number) as number }),
  ])
})

it('an accepted difference without a reason is refused with its line', async () => {
  await using project = await makeTemporaryProject()
  const line = await project.edit(ACCEPTED, '  reason: *width\n', '')

  await expect(verify(project)).rejects.toMatchObject({
    name: 'InputError',
    place: { file: ACCEPTED, line: expect.closeTo(line, -1) as number },
  })
})

it('a page that is no witness any more is a finding', async () => {
  await using project = await makeTemporaryProject()
  await project.write(PAGE, '<html>Sign in</html>\n')

  const { findings } = await verify(project)

  expect(findings).toContainEqual(expect.objectContaining({ code: 'DC130', side: 'page', file: PAGE }))
})

it('a page that is gone is a finding', async () => {
  await using project = await makeTemporaryProject()
  await project.remove(PAGE)

  const { findings } = await verify(project)

  expect(findings).toContainEqual(expect.objectContaining({ code: 'DC114', side: 'page', file: PAGE }))
})

async function verify({ root }: TemporaryProject) {
  const [sources, lock] = [await readSources(root), await readLock(root)]
  const { specs } = await verifySpecs(root, sources.specs, lock)
  return await verifyWitnesses(root, sources.witnesses, specs, lock)
}

/** Every difference from the spec in words, or the reason why there is nothing to compare. */
function differencesOf(lines: readonly string[]): string[] {
  const facts = readRenderedPage(lines.join('\n'))
  if (!Array.isArray(facts)) return [facts.message]
  if (!isYamlFile(SPEC)) throw new Error(SPEC.message)
  const differences = compareWitness(facts, SPEC.value as Record<string, unknown>)
  return differences.map(({ fact }) => `${nameOfFact(fact)} ${JSON.stringify(fact.stated)}`)
}

/** Every fact with another value of its kind: the line, what becomes of it, what it was. */
function factMutations(): [line: number, changed: string, original: string][] {
  return factLines().flatMap(([line, text]) =>
    mutationsOf(text).map((changed) => [line, changed, text] as [number, string, string]),
  )
}

function mutationsOf(text: string): string[] {
  const numbers = [...text.matchAll(/\d+/g)].map(({ 0: digits, index }) => {
    return text.slice(0, index) + String(Number(digits) + 1) + text.slice(index + digits.length)
  })
  const words = [...text.matchAll(/[a-z]+/gi)].map(({ 0: word, index }) => {
    return text.slice(0, index) + `${word}x` + text.slice(index + word.length)
  })
  return [...new Set([...numbers, ...words])]
}

/** Descriptions are no facts; brackets alone state nothing. */
function factLines(): [line: number, text: string][] {
  return PAGE_LINES.flatMap((text, index): [number, string][] => {
    const isFact = text.trim() !== '' && !isDescription(text) && !/^[\s{}[\],']*$/.test(text)
    return isFact ? [[index + 1, text]] : []
  })
}

/** What a person wrote about a field: sentences, and the notes that no part of the form stands for. */
function isDescription(text: string): boolean {
  const isLabelled =
    /^(必填范围|默认值|可用选项|示例|Minimum array length|成功)|^(必填|授权|请求体|响应|对话补全)$/.test(text)
  return /[\u4e00-\u9fff]/.test(text) && !isLabelled && !/^\s*[["]/.test(text)
}
