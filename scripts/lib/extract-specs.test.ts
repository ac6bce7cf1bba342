import { expect, it } from 'vitest'
import { extractSpecs } from './extract-specs.ts'
import { readSources } from './sources.ts'
import { makeTemporaryProject, type TemporaryProject } from './temporary-project.ts'

const PAGE = 'specs/pages/002_37c9c5cbe593afec.txt'
const SPEC = 'specs/anyfast/doubao-seed-evolving.yaml'
const LOCK = 'specs/lock.json'

it('changes nothing in a project that is up to date', async () => {
  await using project = await makeTemporaryProject()
  const before = await project.snapshot()

  const { findings, files } = await extractSpecs(project.root)

  const specFiles = (await readSources(project.root)).specs.map(({ specFile }) => specFile)
  expect(findings).toEqual([])
  expect(files).toEqual({ written: [], unchanged: [...specFiles, LOCK], removed: [] })
  expect(await project.snapshot()).toEqual(before)
})

it('makes every spec and the lock from the pages alone', async () => {
  await using project = await makeTemporaryProject()
  const before = await project.snapshot()
  await project.remove(SPEC)
  await project.remove(LOCK)

  const { files } = await extractSpecs(project.root)

  expect(files.written).toEqual([SPEC, LOCK])
  expect(await project.snapshot()).toEqual(before)
})

it('writes the spec of a changed page, and nothing more the second time', async () => {
  await using project = await makeTemporaryProject()
  await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')

  const first = await extractSpecs(project.root)
  const second = await extractSpecs(project.root)

  expect(first.files.written).toEqual([SPEC, LOCK])
  expect(await project.read(SPEC)).toContain('maximum: 131072')
  expect(second.files.written).toEqual([])
})

it('writes nothing where one page cannot be read, though another page changed', async () => {
  await using project = await makeTemporaryProject()
  await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')
  const line = await project.edit('specs/pages/000_5fd11f059fe03323.txt', 'openapi: 3.1.0', 'openapi: 2.0.0')
  const before = await project.snapshot()

  const { findings, files } = await extractSpecs(project.root)

  expect(findings).toMatchObject([
    { code: 'DC105', side: 'page', file: 'specs/pages/000_5fd11f059fe03323.txt', line, gateway: 'anyfast-cn' },
  ])
  expect(files).toEqual({ written: [], unchanged: [], removed: [] })
  expect(await project.snapshot()).toEqual(before)
})

it('reports every page that cannot be read', async () => {
  await using project = await makeTemporaryProject()
  await project.remove(PAGE)
  await project.edit('specs/pages/000_5fd11f059fe03323.txt', '````yaml', '````text')

  const { findings } = await extractSpecs(project.root)

  expect(findings.map(({ code }) => code).sort()).toEqual(['DC101', 'DC114'])
})

it('removes the spec of a source that is listed no more', async () => {
  await using project = await makeTemporaryProject()
  await dropSource(project)

  const { files } = await extractSpecs(project.root)

  expect(files.removed).toEqual([SPEC])
  await expect(project.read(SPEC)).rejects.toThrow('ENOENT')
  expect(await project.read(LOCK)).not.toContain('doubao-seed-evolving')
})

it('keeps files that it did not write', async () => {
  await using project = await makeTemporaryProject()
  await project.write('specs/anyfast/notes.yaml', 'by: hand\n')
  await dropSource(project)

  await extractSpecs(project.root)

  expect(await project.read('specs/anyfast/notes.yaml')).toBe('by: hand\n')
  expect(await project.read(PAGE)).toContain('openapi: 3.1.0')
})

it('drops a source whose spec was removed by hand already', async () => {
  await using project = await makeTemporaryProject()
  await dropSource(project)
  await project.remove(SPEC)

  const { findings } = await extractSpecs(project.root)

  expect(findings).toEqual([])
  expect(await project.read(LOCK)).not.toContain('doubao-seed-evolving')
})

/** Takes the entry of {@link PAGE} off the list. */
async function dropSource(project: TemporaryProject): Promise<void> {
  const text = await project.read('specs/sources.yaml')
  const entries = text.split(/^(?= {2}- page: )/m)
  const kept = entries.filter((entry) => !entry.includes('spec: doubao-seed-evolving\n'))
  await project.write('specs/sources.yaml', kept.join(''))
}
