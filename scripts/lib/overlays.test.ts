import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { makeEffectiveSpecs } from './effective-specs.ts'
import {
  applyOverlays,
  findStaleEvidence,
  OVERLAYS_FOLDER,
  readOverlay,
  type OpenApiDocument,
  type Overlay,
} from './overlays.ts'
import { makeTemporaryProject } from './temporary-project.ts'
import type { VerifiedSpec } from './verify-specs.ts'

const DOCUMENT: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'Chat', version: '1' },
  components: { schemas: { Role: { type: 'string', enum: ['system', 'user'] }, Old: { type: 'string' } } },
}

const APPEND_TOOL = overlayOf(`
  - target: $.components.schemas.Role.enum
    description: A tool's result goes back in a message of its own role.
    x-evidence: [recorded streams]
    update: tool`)

describe('readOverlay', () => {
  it('reads every action, and where it stands', async () => {
    const overlay = await read(
      overlayOf(`
  - target: $.info
    description: The first.
    x-evidence: [somewhere]
    update: { title: One }
  - description: The second.
    target: $.info.version
    x-evidence: [somewhere]
    remove: true`),
    )

    expect(overlay).toMatchObject({
      name: 'test',
      file: 'specs/overlays/test.yaml',
      actions: [
        { target: '$.info', line: 4, pointer: '/actions/0', update: { title: 'One' } },
        { target: '$.info.version', line: 9, pointer: '/actions/1', remove: true },
      ],
    })
  })

  it.each([
    ['has no description', '    description: A tool', '    x-reason: A tool', 4, '/actions/0/description'],
    ['has an empty description', /description: A .*/, "description: ''", 5, '/actions/0/description'],
    ['has no evidence', '    x-evidence: [recorded streams]\n', '', 4, '/actions/0/x-evidence'],
    ['has an empty list of evidence', '[recorded streams]', '[]', 6, '/actions/0/x-evidence'],
    ['has evidence that is no list', '[recorded streams]', 'recorded streams', 6, '/actions/0/x-evidence'],
    ['has no target', '$.components.schemas.Role.enum', '', 4, '/actions/0/target'],
    ['has a JSON pointer as its target', '$.components', '/components', 4, '/actions/0/target'],
  ])('refuses an action that %s', async (_, before, after, line, pointer) => {
    const text = APPEND_TOOL.replace(before, after)

    await expect(read(text)).rejects.toMatchObject({
      name: 'InputError',
      place: { file: 'specs/overlays/test.yaml', line, pointer },
    })
  })

  it.each([
    ['of another version', APPEND_TOOL.replace('1.1.0', '2.0.0'), 1],
    ['without actions', 'overlay: 1.1.0\ninfo: {}\nactions: []\n', 3],
    ['that is broken YAML', 'overlay: 1.1.0\nactions:\n  - "\n', 4],
  ])('refuses an overlay %s', async (_, text, line) => {
    await expect(read(text)).rejects.toMatchObject({ name: 'InputError', place: { line } })
  })

  it('refuses an overlay that does not exist', async () => {
    await using project = await makeTemporaryProject()

    await expect(readOverlay(project.root, 'nowhere')).rejects.toMatchObject({
      name: 'InputError',
      place: { file: 'specs/overlays/nowhere.yaml' },
    })
  })
})

describe('applyOverlays', () => {
  it('updates, appends and removes in the order of the actions', async () => {
    const overlay = await read(
      overlayOf(`
  - target: $.components.schemas
    description: Adds a schema.
    x-evidence: [somewhere]
    update: { New: { type: string, enum: [one] } }
  - target: $.components.schemas.New.enum
    description: Widens what the first action added.
    x-evidence: [somewhere]
    update: two
  - target: $.components.schemas.Old
    description: Removes a schema.
    x-evidence: [somewhere]
    remove: true`),
    )

    const { document, findings } = await applyOverlays(DOCUMENT, [overlay])

    expect(findings).toEqual([])
    expect(document).toEqual({
      ...DOCUMENT,
      components: {
        schemas: { Role: { type: 'string', enum: ['system', 'user'] }, New: { type: 'string', enum: ['one', 'two'] } },
      },
    })
  })

  it('applies the overlays in the order of their list', async () => {
    const title = (text: string) => `
  - target: $.info
    description: Sets the title.
    x-evidence: [somewhere]
    update: { title: ${text} }`
    const [first, second] = [await read(overlayOf(title('First'))), await read(overlayOf(title('Second')))]

    const { document } = await applyOverlays(DOCUMENT, [first, second])

    expect(document['info']).toEqual({ title: 'Second', version: '1' })
  })

  it('leaves the document it was given as it was', async () => {
    const before = structuredClone(DOCUMENT)

    const { document } = await applyOverlays(DOCUMENT, [await read(APPEND_TOOL)])

    expect(DOCUMENT).toEqual(before)
    expect(document).not.toEqual(before)
  })

  it('reports an action that appends what the spec says already, and leaves it out', async () => {
    const overlay = await read(APPEND_TOOL.replace('update: tool', 'update: user'))

    const { document, findings } = await applyOverlays(DOCUMENT, [overlay])

    expect(document).toEqual(DOCUMENT)
    expect(findings).toMatchObject([
      { code: 'DC202', side: 'spec', file: 'specs/overlays/test.yaml', line: 4, pointer: '/actions/0' },
    ])
  })
})

describe('makeEffectiveSpecs', () => {
  it('reports an action that changes nothing, with its place', async () => {
    const findings = await findingsFor([DOCUMENT], APPEND_TOOL.replace('Role.enum', 'Rule.enum'))

    expect(findings).toMatchObject([
      { code: 'DC201', side: 'spec', file: 'specs/overlays/test.yaml', line: 4, pointer: '/actions/0' },
    ])
  })

  it('reports an action that sets what the spec says already', async () => {
    const action = `
  - target: $.info
    description: Sets the title.
    x-evidence: [somewhere]
    update: { title: Chat }`

    expect(await findingsFor([DOCUMENT], overlayOf(action))).toMatchObject([{ code: 'DC201', line: 4 }])
  })

  it('reports an action that repeats what the spec says once, not as changing nothing too', async () => {
    const findings = await findingsFor([DOCUMENT], APPEND_TOOL.replace('update: tool', 'update: user'))

    expect(findings).toMatchObject([{ code: 'DC202', line: 4 }])
  })

  it('counts an action that changes one of two specs as used', async () => {
    const other = { ...DOCUMENT, components: {} }

    expect(await findingsFor([other, DOCUMENT], APPEND_TOOL)).toEqual([])
    expect(await findingsFor([DOCUMENT, other], APPEND_TOOL)).toEqual([])
  })
})

describe('findStaleEvidence', () => {
  const cite = (evidence: string) => APPEND_TOOL.replace('[recorded streams]', `['${evidence}']`)
  const page = 'specs/pages/test.txt'

  it.each([
    ['stands on its line', `${page}:2: type: string`],
    ['stands on another line by now', `${page}:1: type: string`],
    ['stands on a page in folders', 'specs/pages/site/zh/test.md:2: type: string'],
    ['names no page', 'recorded streams of the service'],
  ])('is content with evidence that %s', async (_, evidence) => {
    await using project = await makeTemporaryProject()
    for (const file of [page, 'specs/pages/site/zh/test.md']) await project.write(file, 'paths:\n    type: string\n')

    const findings = await findStaleEvidence(project.root, await read(cite(evidence)))

    expect(findings).toEqual([])
  })

  it.each([
    ['is not the whole line', `${page}:2: type: str`],
    ['stands nowhere', `${page}:2: type: number`],
    ['stands nowhere, cited without a space', `${page}:2:type: number`],
    ['names a page that is gone', 'specs/pages/gone.txt:2: type: string'],
  ])('reports evidence that %s', async (_, evidence) => {
    await using project = await makeTemporaryProject()
    await project.write(page, 'paths:\n    type: string\n')

    const findings = await findStaleEvidence(project.root, await read(cite(evidence)))

    expect(findings).toMatchObject([
      { code: 'DC203', side: 'spec', file: 'specs/overlays/test.yaml', line: 4, pointer: '/actions/0' },
    ])
  })
})

/** The first action stands on line 4. */
function overlayOf(actions: string): string {
  return `overlay: 1.1.0\ninfo: { title: Test, version: '1' }\nactions:${actions}\n`
}

async function read(text: string): Promise<Overlay> {
  await using project = await makeTemporaryProject()
  await project.write('specs/overlays/test.yaml', text)
  return await readOverlay(project.root, 'test')
}

async function findingsFor(documents: readonly OpenApiDocument[], overlayText: string) {
  await using project = await makeTemporaryProject()
  // The project's own overlays are in no scope here.
  await rm(join(project.root, OVERLAYS_FOLDER), { recursive: true })
  await project.write('specs/overlays/test.yaml', overlayText)
  const specs = documents.map((document) => specOf(document))
  const { findings } = await makeEffectiveSpecs(project.root, specs)
  // The documents of these tests complete no chats.
  return findings.filter(({ code }) => code !== 'DC109')
}

function specOf(document: OpenApiDocument): VerifiedSpec {
  return {
    source: {
      page: 'test.txt',
      gateway: 'one',
      spec: 'test',
      format: 'mintlify-fence',
      role: 'primary',
      overlays: ['test'],
      id: 'one/test',
      origin: 'https://one.example.com',
      site: undefined,
      inCatalog: true,
      pageFile: 'specs/pages/test.txt',
      specFile: 'specs/one/test.yaml',
      line: 1,
    },
    specText: JSON.stringify(document),
    placeOf: (line) => ({ file: 'specs/pages/test.txt', line }),
    contradictions: [],
  }
}
