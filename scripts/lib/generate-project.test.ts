import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { extractSpecs } from './extract-specs.ts'
import { generateFromSpecs } from './generate-from-specs.ts'
import { makeTemporaryProject, type TemporaryProject } from './temporary-project.ts'

const EVOLVING = 'anyfast/doubao-seed-evolving'
const LITE = 'anyfast-cn/doubao-seed-1-6-lite-251015'
const TURBO = 'theturbo/doubao'
const PAGE = 'specs/pages/002_37c9c5cbe593afec.txt'
const TYPES = `generated/${EVOLVING}/types.gen.ts`
const SOURCES = 'specs/sources.yaml'

/** Changes the one spec whose server it names. */
const ONLY_CN = `overlay: 1.1.0
info: { title: Test, version: '1' }
actions:
  - target: $.servers[?(@.url=='https://www.anyfast.com.cn')]
    description: Names the server.
    x-evidence: [somewhere]
    update: { description: The server }
`

it('takes from the cache the very bytes that it would generate', async () => {
  await using project = await makeTemporaryProject()
  await generate(project)
  await removeGenerated(project)

  const { generated, findings, files } = await generate(project)

  expect({ generated, findings }).toEqual({ generated: [], findings: [] })
  expect(files.written.length).toBeGreaterThan(20)
  expect(await check(project)).toMatchObject({ findings: [], generated: [LITE, EVOLVING, TURBO] })
})

it('generates the spec of a changed page, and no other', async () => {
  await using project = await makeTemporaryProject()
  await generate(project)
  await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')
  await extractSpecs(project.root)

  const { generated, files } = await generate(project)

  expect(generated).toEqual([EVOLVING])
  expect(files.written).toContain('generated/catalog.gen.ts')
  expect(await project.read('generated/catalog.gen.ts')).toContain('"maximum":131072')
  expect(await check(project)).toMatchObject({ findings: [] })
})

it('generates nothing anew where only the place in the list of pages changed', async () => {
  await using project = await makeTemporaryProject()
  await generate(project)
  await project.write(SOURCES, `# one more line\n${await project.read(SOURCES)}`)

  expect((await generate(project)).generated).toEqual([])
})

it('generates anew every spec that a changed overlay applies to', async () => {
  await using project = await makeTemporaryProject()
  await generate(project)
  await project.edit('specs/overlays/tool-calls.yaml', 'info:', '# a remark\ninfo:')

  expect((await generate(project)).generated).toEqual([EVOLVING])
})

it('generates a spec anew whose list of overlays changed', async () => {
  await using project = await makeTemporaryProject()
  await generate(project)
  await project.edit(
    SOURCES,
    '[json-schema-dialect, null-in-string-enum, chat-stream, tool-calls, error-examples]',
    '[json-schema-dialect, null-in-string-enum, chat-stream, error-examples, tool-calls]',
  )

  expect((await generate(project)).generated).toEqual([EVOLVING])
})

it('repairs a generated file that was edited or is missing, with nothing generated anew', async () => {
  await using project = await makeTemporaryProject()
  await generate(project)
  const original = await project.read(TYPES)
  await project.write(TYPES, original.replace('export', 'import'))
  await project.remove(`generated/${LITE}/sdk.gen.ts`)
  await project.remove('generated/runtime/client/index.ts')

  const { generated, files } = await generate(project)

  expect(generated).toEqual([])
  expect(files.written.sort()).toEqual([`generated/${LITE}/sdk.gen.ts`, TYPES, 'generated/runtime/client/index.ts'])
  expect(await project.read(TYPES)).toBe(original)
})

it.each([
  ['is cut off', (text: string) => text.slice(0, -100)],
  ['is empty', () => ''],
  ['was changed within', (text: string) => text.replaceAll('doubao', 'DOUBAO')],
])('generates anew, and replaces, an entry that %s', async (_, damage) => {
  await using project = await makeTemporaryProject()
  await generate(project)
  const before = await readCache(project)
  for (const [path, text] of before) await writeFile(path, damage(text))

  const { generated, files } = await generate(project)

  expect(generated).toEqual([LITE, EVOLVING, TURBO])
  expect(files).toMatchObject({ written: [], removed: [] })
  expect(await readCache(project)).toEqual(before)
})

it('is not led astray by the cache when it checks', async () => {
  await using project = await makeTemporaryProject()
  await generate(project)
  const before = await readCache(project)

  const { generated } = await generateFromSpecs(project.root, { check: true, cacheFolder: cacheOf(project) })

  expect(generated).toEqual([LITE, EVOLVING, TURBO])
  expect(await readCache(project)).toEqual(before)
})

it('finds what spans specs where all of them come from the cache', async () => {
  await using project = await makeTemporaryProject()
  await generate(project)
  await project.write('specs/overlays/forgotten.yaml', 'overlay: 1.1.0\n')

  const { generated, findings, files } = await generate(project)

  expect(generated).toEqual([])
  expect(findings).toMatchObject([{ code: 'DC204', file: 'specs/overlays/forgotten.yaml' }])
  expect(files).toEqual({ written: [], unchanged: [], removed: [] })
})

it('counts what an overlay does to a spec that comes from the cache', async () => {
  await using project = await makeTemporaryProject()
  await generate(project)
  const action = `
  - target: $.components.schemas.ChatCompletionMessage.nowhere
    description: Repairs nothing.
    x-evidence: [somewhere]
    remove: true
`
  await project.write('specs/overlays/tool-calls.yaml', (await project.read('specs/overlays/tool-calls.yaml')) + action)

  const { generated, findings } = await generate(project)

  // Every other action of this overlay and of those it shares with cached specs counts as before.
  expect(generated).toEqual([EVOLVING])
  expect(findings).toMatchObject([{ code: 'DC201', file: 'specs/overlays/tool-calls.yaml' }])
})

it('finds an action pointless where the one spec that it changed is gone, and the others come from the cache', async () => {
  await using project = await makeTemporaryProject()
  await project.write('specs/overlays/only-cn.yaml', ONLY_CN)
  for (const other of ['error-examples]\n\n  - page: 002', 'tool-calls, error-examples]']) {
    await project.edit(SOURCES, other, other.replace('error-examples', 'error-examples, only-cn'))
  }
  const before = await generate(project)
  const list = await project.read(SOURCES)
  const [start, end] = ['000_5fd11f059fe03323.txt', '002_37c9c5cbe593afec.txt'].map((page) =>
    list.indexOf(`  - page: ${page}`),
  )
  await project.write(SOURCES, list.slice(0, start) + list.slice(end))
  await extractSpecs(project.root)

  const { generated, findings } = await generate(project)

  expect(before.findings).toEqual([])
  expect(generated).toEqual([])
  expect(findings).toMatchObject([{ code: 'DC201', file: 'specs/overlays/only-cn.yaml' }])
})

it('finds two primaries of one model where both come from the cache', async () => {
  await using project = await makeTemporaryProject()
  const page = await project.read(PAGE)
  await project.write('specs/pages/999_new.txt', page)
  const entry = '{ page: 999_new.txt, gateway: anyfast, spec: another-name, format: mintlify-fence, role: primary'
  const overlays = '[json-schema-dialect, null-in-string-enum, chat-stream, tool-calls, error-examples]'
  await project.write(SOURCES, `${await project.read(SOURCES)}\n  - ${entry}, overlays: ${overlays} }\n`)
  await extractSpecs(project.root)

  const first = await generate(project)
  const second = await generate(project)

  expect([first.generated.length, second.generated.length]).toEqual([4, 0])
  expect(first.findings).toMatchObject([{ code: 'DC304', model: 'doubao-seed-evolving' }])
  expect(second.findings).toEqual(first.findings)
})

it('keeps nothing of a spec that has findings', async () => {
  await using project = await makeTemporaryProject()
  await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')

  const first = await generate(project)
  const second = await generate(project)

  expect(first.findings).toMatchObject([{ code: 'DC111' }])
  expect(second).toMatchObject({ generated: [EVOLVING], findings: first.findings })
})

it('serves two runs at once', async () => {
  await using project = await makeTemporaryProject()
  const before = await project.snapshot()

  const results = await Promise.all([generate(project), generate(project)])

  expect(results.flatMap(({ findings }) => findings)).toEqual([])
  expect((await generate(project)).generated).toEqual([])
  for (const [path, text] of before)
    expect([path, await project.read(path)]).toEqual([path, Buffer.from(text, 'latin1').toString('utf8')])
})

function cacheOf({ root }: TemporaryProject): string {
  return join(root, 'cache')
}

function generate(project: TemporaryProject) {
  return generateFromSpecs(project.root, { check: false, cacheFolder: cacheOf(project) })
}

function check(project: TemporaryProject) {
  return generateFromSpecs(project.root, { check: true })
}

async function removeGenerated(project: TemporaryProject): Promise<void> {
  const paths = [...(await project.snapshot()).keys()].filter((path) => path.startsWith('generated/'))
  for (const path of paths) await project.remove(path)
}

async function readCache(project: TemporaryProject): Promise<Map<string, string>> {
  const paths = (await readdir(cacheOf(project))).sort().map((name) => join(cacheOf(project), name))
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const)))
}
