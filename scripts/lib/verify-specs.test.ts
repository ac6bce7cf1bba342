import { describe, expect, it } from 'vitest'
import { readLock } from './lock.ts'
import { readSources } from './sources.ts'
import { makeTemporaryProject, type TemporaryProject } from './temporary-project.ts'
import { verifySpecs } from './verify-specs.ts'

const ID = 'anyfast/doubao-seed-evolving'
const PAGE = 'specs/pages/002_37c9c5cbe593afec.txt'
const SPEC = 'specs/anyfast/doubao-seed-evolving.yaml'
const LOCK = 'specs/lock.json'

const MAX_TOKENS =
  '/paths/~1v1~1chat~1completions/post/requestBody/content/application~1json/schema/properties/max_tokens'

it('finds nothing in a project that agrees with itself', async () => {
  await using project = await makeTemporaryProject()

  const { findings, ids, specText } = await verify(project)

  expect(findings).toEqual([])
  expect(ids).toEqual(await listedIds(project))
  expect(specText).toBe(await project.read(SPEC))
})

it('says of each line of a spec where on its page it stands', async () => {
  await using project = await makeTemporaryProject()

  const { placeOf, specText = '' } = await verify(project)

  const pageLines = (await project.read(PAGE)).split('\n')
  const { file, line = 0 } = placeOf?.(42) ?? {}
  expect(file).toBe(PAGE)
  expect(pageLines[line - 1]).toBe(specText.split('\n')[41])
})

describe('when the page moved', () => {
  it('names the changed line of its prose', async () => {
    await using project = await makeTemporaryProject()
    const line = await project.edit(PAGE, '暂不支持批量推理', '支持批量推理')

    const { findings, specText } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC110', side: 'page', file: PAGE, line, gateway: 'anyfast' }])
    expect(specText).toBe(await project.read(SPEC))
  })

  it('names the first line that was added above its spec', async () => {
    await using project = await makeTemporaryProject()
    const line = await project.edit(PAGE, '## OpenAPI\n', 'Deprecated.\n\n## OpenAPI\n')

    const { findings } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC110', side: 'page', file: PAGE, line }])
  })

  it('names the line that was added below its spec', async () => {
    await using project = await makeTemporaryProject()
    await project.write(PAGE, `${await project.read(PAGE)}\n\nDeprecated.`)

    const { findings } = await verify(project)

    const pageLines = (await project.read(PAGE)).split('\n')
    expect(findings).toMatchObject([{ code: 'DC110', side: 'page', line: pageLines.indexOf('````') + 2 }])
  })

  it('names the line of the fence itself', async () => {
    await using project = await makeTemporaryProject()
    const line = await project.edit(PAGE, 'yaml zh/', 'yaml en/')

    const { findings } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC110', side: 'page', line }])
  })

  it('names line and pointer of a changed value of its spec, once', async () => {
    await using project = await makeTemporaryProject()
    const line = await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')

    const { findings, ids, specText } = await verify(project)

    expect(findings).toMatchObject([
      { code: 'DC111', side: 'page', file: PAGE, line, pointer: `${MAX_TOKENS}/maximum`, gateway: 'anyfast' },
    ])
    expect(findings[0]?.message).toContain('`maximum: 262144` became `maximum: 131072`')
    expect(ids).toEqual(await listedIds(project))
    expect(specText).toBe(await project.read(SPEC))
  })

  it('names line and pointer of a changed type', async () => {
    await using project = await makeTemporaryProject()
    const line = await project.edit(
      PAGE,
      'type: integer\n                  minimum: 1',
      'type: string\n                  minimum: 1',
    )

    const { findings } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC111', side: 'page', line, pointer: `${MAX_TOKENS}/type` }])
  })

  it('names the line in the page as it is now where the prose above the spec moved too', async () => {
    await using project = await makeTemporaryProject()
    await project.edit(PAGE, '## OpenAPI\n', 'Deprecated.\n\n## OpenAPI\n')
    const line = await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')

    const { findings } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC111', side: 'page', line, pointer: `${MAX_TOKENS}/maximum` }])
  })

  it('names the problem of a page that cannot be read any more, and trusts the locked spec', async () => {
    await using project = await makeTemporaryProject()
    const line = await project.edit(PAGE, 'openapi: 3.1.0', "swagger: '2.0'")

    const { findings, specText } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC105', side: 'page', file: PAGE, line, gateway: 'anyfast' }])
    expect(specText).toBe(await project.read(SPEC))
  })

  it.each([
    ['another host', 'https://www.anyfast.example'],
    ['a look-alike of its host', 'https://www.anyfast.ai.example'],
    ['its host without encryption', 'http://www.anyfast.ai'],
    ['its host on another port', 'https://www.anyfast.ai:8443'],
    ['no absolute address', '/v1'],
  ])('refuses a server on %s', async (_, server) => {
    await using project = await makeTemporaryProject()
    const line = await project.edit(PAGE, 'https://www.anyfast.ai\n', `${server}\n`)

    const { findings, specText } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC107', side: 'page', file: PAGE, line, gateway: 'anyfast' }])
    expect(specText).toBe(await project.read(SPEC))
  })

  it('names the one of several servers that is foreign', async () => {
    await using project = await makeTemporaryProject()
    const server = '  - url: https://www.anyfast.ai\n'
    const line = await project.edit(PAGE, server, `${server}  - url: https://other.example\n`)

    const { findings } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC107', line: line + 1 }])
  })

  it.each([
    ['has a path of its own', '  - url: https://www.anyfast.ai\n', '  - url: https://www.anyfast.ai/api\n', 0],
    ['is one path’s', '    post:\n', '    servers: [{ url: https://other.example }]\n    post:\n', 0],
    ['is one operation’s', '    post:\n', '    post:\n      servers: [{ url: https://other.example }]\n', 1],
  ])('refuses a server that %s', async (_, before, after, offset) => {
    await using project = await makeTemporaryProject()
    const line = await project.edit(PAGE, before, after)

    const { findings } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC107', side: 'page', file: PAGE, line: line + offset }])
  })

  it.each([
    ['empty', 0, ''],
    ['a list of nothing', 1, '  -\n'],
    ['a list of texts', 1, '  - https://other.example\n'],
    ['no list', 0, '  url: https://other.example\n'],
  ])('refuses servers that are %s', async (_, offset, servers) => {
    await using project = await makeTemporaryProject()
    const line = await project.edit(PAGE, 'servers:\n  - url: https://www.anyfast.ai\n', `servers:\n${servers}`)

    const { findings } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC107', side: 'page', file: PAGE, line: line + offset }])
  })
})

describe('when the vendored spec moved', () => {
  it('blames the lock alone where page and spec moved together', async () => {
    await using project = await makeTemporaryProject()
    await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')
    await project.edit(SPEC, 'maximum: 262144', 'maximum: 131072')

    const { findings, specText } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC113', side: 'spec', file: 'specs/lock.json' }])
    expect(specText).toBe(await project.read(SPEC))
  })

  it('names line and pointer of the edit, and trusts the page', async () => {
    await using project = await makeTemporaryProject()
    const original = await project.read(SPEC)
    const line = await project.edit(SPEC, 'maximum: 262144', 'maximum: 131072')

    const { findings, ids, specText } = await verify(project)

    expect(findings).toMatchObject([
      { code: 'DC112', side: 'spec', file: SPEC, line, pointer: `${MAX_TOKENS}/maximum`, gateway: 'anyfast' },
    ])
    expect(ids).toEqual(await listedIds(project))
    expect(specText).toBe(original)
  })

  it('names the edited line where the edit is no YAML', async () => {
    await using project = await makeTemporaryProject()
    const line = await project.edit(SPEC, 'maximum: 262144', 'maximum: [')

    const { findings } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC112', side: 'spec', file: SPEC, line, pointer: undefined }])
  })

  it('reports both sides where the page moved as well', async () => {
    await using project = await makeTemporaryProject()
    await project.edit(PAGE, 'maximum: 262144', 'maximum: 131072')
    await project.edit(SPEC, 'minimum: 1', 'minimum: 2')

    const { findings } = await verify(project)

    expect(findings).toMatchObject([
      { code: 'DC111', side: 'page' },
      { code: 'DC112', side: 'spec' },
    ])
  })
})

describe('when the lock moved', () => {
  it('reports a spec that is not locked, and trusts its page', async () => {
    await using project = await makeTemporaryProject()
    await editLock(project, (lock) => Object.fromEntries(Object.entries(lock).filter(([id]) => id !== ID)))

    const { findings, ids } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC113', side: 'spec', file: LOCK }])
    expect(findings[0]?.message).toContain(ID)
    expect(ids).toEqual(await listedIds(project))
  })

  it('reports an entry that says something else than its page', async () => {
    await using project = await makeTemporaryProject()
    await project.edit(LOCK, '"title": "doubao-seed-evolving"', '"title": "another"')

    const { findings } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC113', side: 'spec', file: LOCK }])
  })

  it('reports an entry that no source lists', async () => {
    await using project = await makeTemporaryProject()
    await editLock(project, (lock) => ({ ...lock, 'anyfast/gone': lock[ID] }))

    const { findings } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC115', side: 'spec', file: LOCK }])
    expect(findings[0]?.message).toContain('anyfast/gone')
  })

  it('refuses a lock that is no JSON, and says how to get another', async () => {
    await using project = await makeTemporaryProject()
    await project.write(LOCK, '<<<<<<< ours')

    await expect(readLock(project.root)).rejects.toMatchObject({
      name: 'InputError',
      place: { file: LOCK },
      message: expect.stringContaining('delete it and run `npm run extract`') as string,
    })
  })
})

describe('when a file is gone', () => {
  it('reports the page, and trusts the locked spec', async () => {
    await using project = await makeTemporaryProject()
    await project.remove(PAGE)

    const { findings, ids, specText } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC114', side: 'page', file: PAGE, gateway: 'anyfast' }])
    expect(ids).toEqual(await listedIds(project))
    expect(specText).toBe(await project.read(SPEC))
  })

  it('reports the spec, and trusts the page', async () => {
    await using project = await makeTemporaryProject()
    const original = await project.read(SPEC)
    await project.remove(SPEC)

    const { findings, ids, specText } = await verify(project)

    expect(findings).toMatchObject([{ code: 'DC114', side: 'spec', file: SPEC, gateway: 'anyfast' }])
    expect(ids).toEqual(await listedIds(project))
    expect(specText).toBe(original)
  })

  it('reports page and spec, and goes on without them', async () => {
    await using project = await makeTemporaryProject()
    await project.remove(PAGE)
    await project.remove(SPEC)

    const { findings, ids } = await verify(project)

    expect(findings).toMatchObject([
      { code: 'DC114', side: 'page' },
      { code: 'DC114', side: 'spec' },
    ])
    expect(ids).toEqual((await listedIds(project)).filter((id) => id !== ID))
  })

  it('reports every spec where the lock is gone', async () => {
    await using project = await makeTemporaryProject()
    await project.remove(LOCK)

    const { findings, ids } = await verify(project)

    expect(findings.map(({ code }) => code)).toEqual(ids.map(() => 'DC113'))
    expect(ids).toEqual(await listedIds(project))
  })
})

/** What is seen, with the trusted text of the spec that these tests change. */
async function verify({ root }: TemporaryProject) {
  const { findings, specs } = await verifySpecs(root, (await readSources(root)).specs, await readLock(root))
  const changed = specs.find(({ source }) => source.id === ID)
  return {
    findings,
    ids: specs.map(({ source }) => source.id),
    specText: changed?.specText,
    placeOf: changed?.placeOf,
  }
}

async function listedIds({ root }: TemporaryProject): Promise<string[]> {
  return (await readSources(root)).specs.map(({ id }) => id)
}

async function editLock(
  project: TemporaryProject,
  change: (lock: Record<string, unknown>) => Record<string, unknown>,
): Promise<void> {
  const lock = JSON.parse(await project.read(LOCK)) as { specs: Record<string, unknown> }
  await project.write(LOCK, JSON.stringify({ ...lock, specs: change(lock.specs) }))
}
