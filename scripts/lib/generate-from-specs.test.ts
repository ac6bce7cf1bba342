import { describe, expect, it } from 'vitest'
import { extractSpecs } from './extract-specs.ts'
import { generateFromSpecs } from './generate-from-specs.ts'
import { makeTemporaryProject, type TemporaryProject } from './temporary-project.ts'

const PAGE = 'specs/pages/002_37c9c5cbe593afec.txt'
const CATALOG = 'generated/catalog.gen.ts'
const GATEWAY = 'generated/anyfast/gateway.gen.ts'
const TYPES = 'generated/anyfast/doubao-seed-evolving/types.gen.ts'

const NOTHING = { written: [], unchanged: [], removed: [] }

describe('generate --check', () => {
  it('finds nothing in a project that is up to date', async () => {
    await using project = await makeTemporaryProject()

    expect(await check(project)).toMatchObject({ findings: [], files: NOTHING })
  })

  it('names the line of a generated file that was edited', async () => {
    await using project = await makeTemporaryProject()
    const line = await project.edit(TYPES, "model: 'doubao-seed-evolving'", 'model: string')

    const { findings } = await check(project)

    expect(findings).toMatchObject([{ code: 'DC301', side: 'generated', file: TYPES, line }])
  })

  it('names an overlay that no source lists', async () => {
    await using project = await makeTemporaryProject()
    await project.write('specs/overlays/forgotten.yaml', 'overlay: 1.1.0\n')

    const { findings } = await check(project)

    expect(findings).toMatchObject([{ code: 'DC204', side: 'spec', file: 'specs/overlays/forgotten.yaml' }])
  })

  it('names the line of an edited effective spec', async () => {
    await using project = await makeTemporaryProject()
    const file = 'generated/anyfast/doubao-seed-evolving/openapi.json'
    const line = await project.edit(file, '"maximum": 262144', '"maximum": 1')

    const { findings } = await check(project)

    expect(findings).toMatchObject([{ code: 'DC301', side: 'generated', file, line }])
  })

  it('reports a generated file that is missing', async () => {
    await using project = await makeTemporaryProject()
    await project.remove(CATALOG)

    const { findings } = await check(project)

    expect(findings).toMatchObject([{ code: 'DC302', side: 'generated', file: CATALOG }])
  })

  it('reports a file that no spec generates', async () => {
    await using project = await makeTemporaryProject()
    await project.write('generated/anyfast/gone/types.gen.ts', 'export {}\n')

    const { findings } = await check(project)

    expect(findings).toMatchObject([{ code: 'DC303', side: 'generated', file: 'generated/anyfast/gone/types.gen.ts' }])
  })

  it('writes nothing, whatever it finds', async () => {
    await using project = await makeTemporaryProject()
    await project.edit(TYPES, "model: 'doubao-seed-evolving'", 'model: string')
    await project.remove(CATALOG)
    await project.write('generated/stray.gen.ts', 'export {}\n')
    const before = await project.snapshot()

    const { findings, files } = await check(project)

    expect(findings.map(({ code }) => code).sort()).toEqual(['DC301', 'DC302', 'DC303'])
    expect(files).toEqual(NOTHING)
    expect(await project.snapshot()).toEqual(before)
  })

  it('names the page alone where only the page moved', async () => {
    await using project = await makeTemporaryProject()
    await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')

    const { findings } = await check(project)

    expect(findings).toMatchObject([{ code: 'DC111', side: 'page' }])
  })

  it('names the vendored spec alone where only that was edited', async () => {
    await using project = await makeTemporaryProject()
    await project.edit('specs/anyfast/doubao-seed-evolving.yaml', 'maximum: 262144', 'maximum: 131072')

    const { findings } = await check(project)

    expect(findings).toMatchObject([{ code: 'DC112', side: 'spec' }])
  })
})

describe('generate', () => {
  it('changes nothing in a project that is up to date', async () => {
    await using project = await makeTemporaryProject()
    const before = await project.snapshot()

    const { findings, files } = await generate(project)

    expect(findings).toEqual([])
    expect(files).toMatchObject({ written: [], removed: [] })
    expect(await project.snapshot()).toEqual(before)
  })

  it('repairs what was edited, is missing or stray, to the very same bytes', async () => {
    await using project = await makeTemporaryProject()
    const before = await project.snapshot()
    await project.edit(TYPES, "model: 'doubao-seed-evolving'", 'model: string')
    await project.remove(CATALOG)
    await project.write('generated/stray.gen.ts', 'export {}\n')

    const { files } = await generate(project)

    expect(files.written.sort()).toEqual([TYPES, CATALOG])
    expect(files.removed).toEqual(['generated/stray.gen.ts'])
    expect(await project.snapshot()).toEqual(before)
  })

  it('gives the same bytes each time, from nothing', async () => {
    await using one = await makeTemporaryProject()
    await using other = await makeTemporaryProject()
    for (const project of [one, other]) {
      for (const path of await generatedFiles(project)) await project.remove(path)
      await generate(project)
    }

    const [first, second] = [await one.snapshot(), await other.snapshot()]

    expect((await generatedFiles(one)).length).toBeGreaterThan(10)
    expect(second).toEqual(first)
  })

  it.each([
    ['changes nothing', 'DC201', 'jsonSchemaDialect: https://json-schema.org/draft/2020-12/schema', 'openapi: 3.1.0'],
    ['has stale evidence', 'DC203', 'x-evidence:\n', `x-evidence:\n      - '${PAGE}:1: nothing'\n`],
  ])('writes nothing where an overlay action %s', async (_, code, before, after) => {
    await using project = await makeTemporaryProject()
    await project.edit('specs/overlays/json-schema-dialect.yaml', before, after)
    await project.edit(TYPES, "model: 'doubao-seed-evolving'", 'model: string')
    const untouched = await project.snapshot()

    const { findings, files } = await generate(project)

    expect(findings).toMatchObject([{ code, side: 'spec', file: 'specs/overlays/json-schema-dialect.yaml', line: 6 }])
    expect(files).toEqual(NOTHING)
    expect(await project.snapshot()).toEqual(untouched)
  })

  it('writes nothing where a page moved', async () => {
    await using project = await makeTemporaryProject()
    await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')
    await project.remove(CATALOG)
    const before = await project.snapshot()

    const { findings, files } = await generate(project)

    expect(findings).toMatchObject([{ code: 'DC111' }])
    expect(files).toEqual(NOTHING)
    expect(await project.snapshot()).toEqual(before)
  })

  it('makes a client from a new page with one entry in the list and no code', async () => {
    await using project = await makeTemporaryProject()
    await addPage(project, 'doubao-seed-next', { model: 'doubao-seed-next' })

    const extraction = await extractSpecs(project.root)
    const generation = await generate(project)

    expect([...extraction.findings, ...generation.findings]).toEqual([])
    expect(extraction.files.written).toEqual(['specs/anyfast/doubao-seed-next.yaml', 'specs/lock.json'])
    expect(generation.files.written.sort()).toEqual([
      'generated/anyfast/doubao-seed-next/index.ts',
      'generated/anyfast/doubao-seed-next/openapi.json',
      'generated/anyfast/doubao-seed-next/sdk.gen.ts',
      'generated/anyfast/doubao-seed-next/types.gen.ts',
      'generated/anyfast/doubao-seed-next/valibot.gen.ts',
      GATEWAY,
      CATALOG,
    ])
    expect(await project.read(GATEWAY)).toContain('"doubao-seed-next": anyfastDoubaoSeedNext,')
    expect(await check(project)).toMatchObject({ findings: [] })
  })

  it('refuses two primaries of one model', async () => {
    await using project = await makeTemporaryProject()
    await addPage(project, 'another-name', { model: 'doubao-seed-evolving' })
    await extractSpecs(project.root)
    const before = await project.snapshot()

    const { findings, files } = await generate(project)

    expect(findings).toMatchObject([
      { code: 'DC304', file: 'specs/sources.yaml', gateway: 'anyfast', model: 'doubao-seed-evolving' },
    ])
    expect(files).toEqual(NOTHING)
    expect(await project.snapshot()).toEqual(before)
  })

  it('lets two gateways serve one model', async () => {
    await using project = await makeTemporaryProject()
    await addPage(project, 'another-name', { model: 'doubao-seed-evolving', gateway: 'anyfast-cn' })
    await project.edit('specs/pages/999_new.txt', 'url: https://www.anyfast.ai', 'url: https://www.anyfast.com.cn')
    await extractSpecs(project.root)

    const { findings } = await generate(project)

    expect(findings).toEqual([])
    const other = await project.read('generated/anyfast-cn/gateway.gen.ts')
    expect(other).toContain('"doubao-seed-evolving": anyfastCnAnotherName,')
    expect(await project.read(GATEWAY)).toContain('"doubao-seed-evolving": anyfastDoubaoSeedEvolving,')
  })
})

describe('a primary that would vanish', () => {
  it.each([
    ['its model is no list of names', 'enum:\n                    - doubao-seed-evolving', 'minLength: 1'],
    ['its operation completes no chats', '/v1/chat/completions', '/v1/images'],
  ])('is a finding where %s', async (_, before, after) => {
    await using project = await makeTemporaryProject()
    await project.write(PAGE, (await project.read(PAGE)).replaceAll(before, after))
    await extractSpecs(project.root)

    const { findings } = await generate(project)

    expect(findings).toContainEqual(expect.objectContaining({ code: 'DC109', side: 'spec', file: PAGE }))
  })

  it('keeps its model where the page says it with const', async () => {
    await using project = await makeTemporaryProject()
    const stated = 'enum:\n                    - doubao-seed-evolving'
    await project.edit(PAGE, stated, 'const: doubao-seed-evolving')
    await extractSpecs(project.root)

    await generate(project)

    expect(await project.read(GATEWAY)).toContain('"doubao-seed-evolving": anyfastDoubaoSeedEvolving')
  })

  it('is a finding where it documents a stream as a parameter and not as an answer', async () => {
    await using project = await makeTemporaryProject()
    await project.edit('specs/sources.yaml', 'null-in-string-enum, chat-stream, tool-calls', 'null-in-string-enum')

    const { findings } = await generate(project)

    const line = (await project.read(PAGE)).split('\n').findIndex((text) => text.trim() === 'stream:') + 1
    expect(findings).toContainEqual(expect.objectContaining({ code: 'DC207', side: 'spec', file: PAGE, line }))
  })
})

describe('names that the generator makes', () => {
  it('are taken from what it wrote, whatever the operation id', async () => {
    await using project = await makeTemporaryProject()
    await project.edit(PAGE, 'createChatCompletionDoubaoSeedEvolving', 'createChatCompletionGPT4o-2B')
    await extractSpecs(project.root)

    await generate(project)

    const types = await project.read(TYPES)
    const names = [...(await project.read(CATALOG)).matchAll(/anyfastDoubaoSeedEvolvingTypes\.(\w+)/g)]
    expect(names).toHaveLength(3)
    for (const [, name = ''] of names) expect(types).toContain(`export type ${name} =`)
  })
})

describe('generated code', () => {
  it('starts with the banner in every TypeScript file', async () => {
    const files = await generateFromNothing()

    const firstLines = files.map(({ text }) => text.split('\n')[0])

    expect(new Set(firstLines)).toEqual(new Set(['// Generated by `npm run generate` from specs/; do not edit.']))
  })

  it('exports nothing named like the global Error', async () => {
    const files = await generateFromNothing()

    const shadowing = files.filter(({ text }) =>
      /^export (declare )?(abstract )?(type|interface|class|const|function) Error\b|^export .*[{,] *(type )?(\w+ as )?Error *[,}]/m.test(
        text,
      ),
    )

    expect(shadowing.map(({ path }) => path)).toEqual([])
    expect(files.filter(({ text }) => text.includes('export type ErrorResponse =')).length).toBeGreaterThan(0)
  })

  it('holds one copy of the runtime and no client that is module state', async () => {
    const files = await generateFromNothing()

    const clients = files.filter(({ path }) => path.endsWith('/client.gen.ts')).map(({ path }) => path)
    const singletons = files.filter(({ text }) => /^(export )?(const|let|var) \w+ = createClient\(/m.test(text))

    expect(clients).toEqual(['generated/runtime/client/client.gen.ts'])
    expect(singletons.map(({ path }) => path)).toEqual([])
  })
})

function check({ root }: TemporaryProject) {
  return generateFromSpecs(root, { check: true })
}

function generate({ root }: TemporaryProject) {
  return generateFromSpecs(root, { check: false })
}

/** The TypeScript files that the project's specs generate in an empty folder. */
async function generateFromNothing(): Promise<{ path: string; text: string }[]> {
  await using project = await makeTemporaryProject()
  for (const path of await generatedFiles(project)) await project.remove(path)
  await generate(project)
  const paths = (await generatedFiles(project)).filter((path) => path.endsWith('.ts'))
  return await Promise.all(paths.map(async (path) => ({ path, text: await project.read(path) })))
}

async function generatedFiles(project: TemporaryProject): Promise<string[]> {
  const files = await project.snapshot()
  return [...files.keys()].filter((path) => path.startsWith('generated/'))
}

/** Adds a page of the form of {@link PAGE}, and its entry to the list. */
async function addPage(
  project: TemporaryProject,
  spec: string,
  { model, gateway = 'anyfast', role = 'primary' }: { model: string; gateway?: string; role?: string },
): Promise<void> {
  const text = (await project.read(PAGE))
    .replaceAll('doubao-seed-evolving', model)
    .replaceAll('createChatCompletionDoubaoSeedEvolving', 'createChatCompletionDoubaoSeedNext')
  const entry = `
  - page: 999_new.txt
    gateway: ${gateway}
    spec: ${spec}
    format: mintlify-fence
    role: ${role}
    overlays: [json-schema-dialect, null-in-string-enum, chat-stream, tool-calls, error-examples]
`
  await project.write('specs/pages/999_new.txt', text)
  await project.write('specs/sources.yaml', (await project.read('specs/sources.yaml')) + entry)
}
