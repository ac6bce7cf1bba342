import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareSpecs } from './lib/changes/compare-specs.ts'
import { diffSharedPages, expectedWords, impoverish } from './lib/changes/site-truth.ts'
import { readDocuments } from './lib/changes/read-documents.ts'
import { loadOasdiff } from './lib/changes/run-oasdiff.ts'
import { copyProject } from './lib/copied-project.ts'
import { runScript } from './lib/npm-script.ts'
import { makeTemporaryProject } from './lib/temporary-project.ts'
import { projectRoot } from './lib/run-command.ts'

const PAGE = 'specs/pages/002_37c9c5cbe593afec.txt'
const SPEC = 'specs/anyfast/doubao-seed-evolving.yaml'

it('npm run update says what a lowered limit means, and CHANGES.md names page and line', async () => {
  await using project = await copyProject()
  const line = await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')

  const { output } = await runScript(project, 'update')

  const sentence = '`max_tokens` may be at most `131072` (was `262144`).'
  expect(output).toContain(`breaking  limit-lowered  ${PAGE}:${String(line)} `)
  expect(output).toContain(sentence)
  expect(output).toContain('1 changes: 1 breaking, 0 warning, 0 info; version: patch')
  expect(output).toContain('written  specs/CHANGES.md')
  const page = await project.read('specs/CHANGES.md')
  expect(page).toMatch(/^## \d{4}-\d\d-\d\d$/m)
  expect(page).toContain(
    `- **breaking**: ${sentence} ([002\\_37c9c5cbe593afec.txt, line ${String(line)}](pages/002_37c9c5cbe593afec.txt#L${String(line)}), [published](https://`,
  )
  expect(JSON.parse(await project.read('reports/changes.json'))).toMatchObject({
    summary: { breaking: 1, warning: 0, info: 0, semver: { bump: 'patch' } },
    changes: [{ id: 'limit-lowered', gateway: 'anyfast', models: ['doubao-seed-evolving'], file: PAGE, line }],
    notes: [],
  })
})

it('npm run update of pages that did not change writes no section', async () => {
  await using project = await copyProject()
  const before = await project.snapshot()

  const { status, output } = await runScript(project, 'update')

  expect(status).toBe(0)
  expect(output).toContain('0 changes')
  expect((await project.snapshot()).get('specs/CHANGES.md')).toBe(before.get('specs/CHANGES.md'))
})

it('npm run update shows what changed even where it stops, and writes CHANGES.md only when it goes on', async () => {
  await using project = await copyProject()
  await project.edit('specs/overlays/null-in-string-enum.yaml', "[string, 'null']", 'string')

  const { status, output } = await runScript(project, 'update')

  expect(status).toBe(1)
  expect(output).toContain('overlay-pointless  specs/overlays/null-in-string-enum.yaml:')
  expect(output).not.toContain('written  specs/CHANGES.md')
})

it.each([
  [1, [], 'maximum: 131072'],
  [0, ['--fail-on', 'never'], 'maximum: 131072'],
  [0, [], 'maximum: 524288'],
  [1, ['--fail-on', 'any'], 'maximum: 524288'],
  [0, ['--fail-on', 'any'], 'maximum: 262144'],
])('npm run changes ends with %d with %j where maximum: 262144 becomes %s', async (expected, options, maximum) => {
  await using project = await makeTemporaryProject()
  await project.write('new.yaml', (await project.read(SPEC)).replace('maximum: 262144', maximum))

  const { status, output } = await runChanges(join(project.root, SPEC), join(project.root, 'new.yaml'), ...options)

  expect({ status, output }).toMatchObject({ status: expected })
})

it('npm run changes compares folders by relative names, pages and JSON included, and prints JSON', async () => {
  await using project = await makeTemporaryProject()
  const page = await project.read(PAGE)
  await project.write('old/anyfast/evolving.md', page)
  await project.write('new/anyfast/evolving.md', page.replace('maximum: 262144', 'maximum: 131072'))
  const document = await project.read('generated/theturbo/doubao/openapi.json')
  await project.write('old/theturbo/doubao.json', document)
  await project.write('new/theturbo/doubao.json', document)

  const { status, output } = await runChanges(join(project.root, 'old'), join(project.root, 'new'), '--json')

  expect(status).toBe(1)
  expect(JSON.parse(output)).toMatchObject({
    summary: { breaking: 1, warning: 0, info: 0 },
    changes: [{ id: 'limit-lowered', gateway: 'anyfast', spec: 'evolving', source: 'own' }],
    notes: [],
  })
})

it.each([
  ['a file that is not there', 'nowhere.yaml', undefined, 'nowhere.yaml: cannot be read'],
  ['broken YAML', 'a.yaml', 'openapi: 3.1.0\npaths: none: nothing', 'a.yaml:2: no YAML or JSON: '],
  ['another document', 'a.json', '{"name":"doubao-client"}', 'a.json:1: no OpenAPI 3.x document'],
  ['a page without a fence', 'a.md', '# Nothing\n', 'a.md: this page holds no OpenAPI fence'],
  ['a folder without documents', 'folder/a.html', '<p>', 'folder: this folder holds no OpenAPI document'],
])('npm run changes ends with 2, file and reason for %s', async (_, path, text, reason) => {
  await using project = await makeTemporaryProject()
  if (text !== undefined) await project.write(path, text)

  const given = join(project.root, path.split('/')[0] ?? '')
  const { status, output } = await runChanges(join(project.root, SPEC), given)

  expect(status).toBe(2)
  expect(output).toContain(reason)
})

it('npm run changes explains itself and its exit statuses', async () => {
  const { status, output } = await runChanges('--help')

  expect(status).toBe(0)
  expect(output).toContain('npm run changes --')
  expect(output).toContain('--fail-on <severity>')
  expect(output).toContain('2  it could not run')
})

function runChanges(...words: string[]) {
  return runScript({ root: projectRoot }, 'changes', ...words)
}

const { DOCS_CORPUS = '' } = process.env
const OLD_SITE = join(DOCS_CORPUS, 'docs-2026-04-16')
const NEW_SITE = join(DOCS_CORPUS, 'docs-2026-04-28')

describe.skipIf(DOCS_CORPUS === '')('two snapshots of a docs site (skipped: DOCS_CORPUS names no folder)', () => {
  it('differ in every limit, parameter and field that a plain diff of their documents shows, and nowhere else', async () => {
    const [before, after] = [await readDocuments(OLD_SITE), await readDocuments(NEW_SITE)]

    const { changes, notes } = await compareSpecs(before, after, { oasdiff: await loadOasdiff() })

    const pages = await diffSharedPages(OLD_SITE, NEW_SITE)
    expect(notes).toEqual([])
    expect(pages.filter(({ differences }) => differences.length > 0).length).toBeGreaterThan(5)
    for (const { name, differences } of pages) {
      const sentences = changes.filter(({ file }) => file === join(NEW_SITE, name)).map(({ text }) => text)
      if (differences.length === 0) expect({ name, sentences }).toEqual({ name, sentences: [] })
      for (const words of differences.flatMap(expectedWords)) {
        expect({ name, words, sentences }).toMatchObject({ sentences: expect.arrayContaining([words]) as string[] })
      }
    }
  })

  it('would differ in every parameter and every max_tokens that is taken from them', async () => {
    const site = await readDocuments(NEW_SITE)
    const poorer = site.map((spec) => ({ ...spec, ...impoverish(spec.document) }))

    const { changes } = await compareSpecs(site, poorer, { oasdiff: { problem: 'our rules alone are asked' } })

    const filesOf = (pattern: RegExp) =>
      new Set(changes.filter(({ text }) => pattern.test(text)).map(({ file }) => file))
    const filesWith = (part: string) =>
      new Set(poorer.filter(({ taken }) => taken.includes(part)).map(({ file }) => file))
    expect(filesWith('temperature').size).toBeGreaterThan(100)
    expect(filesOf(/^The parameter `\S*temperature` is gone/)).toEqual(filesWith('temperature'))
    expect(filesWith('max_tokens').size).toBeGreaterThan(100)
    expect(filesOf(/^`\S*max_tokens` may be at most `1` \(was/)).toEqual(filesWith('max_tokens'))
    expect(filesOf(/^/)).toEqual(new Set([...filesWith('temperature'), ...filesWith('max_tokens')]))
  })
})
