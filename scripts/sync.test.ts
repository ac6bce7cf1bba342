import { cp, mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { copyProject } from './lib/copied-project.ts'
import { listFiles } from './lib/list-files.ts'
import { runScript } from './lib/npm-script.ts'
import { startDocsSite } from './lib/sync/docs-site-server.ts'
import { forgetAddresses, makeIndex, makePage } from './lib/sync/example-site.ts'
import { runProgram } from './lib/package/run-program.ts'
import type { TemporaryProject } from './lib/temporary-project.ts'

const PAGE = '002_37c9c5cbe593afec.txt'

it('npm run sync -- --check ends with 1 on any change and writes nothing, and with 0 once nothing changes', async () => {
  await using site = await startDocsSite({ 'llms.txt': makeIndex('', ['chat.md']), 'chat.md': makePage() })
  await using project = await copyProject()
  await listSite(project, site.origin)
  const before = await project.snapshot()

  const first = await runScript(project, 'sync', '--check')
  const untouched = await project.snapshot()
  const written = await runScript(project, 'sync')
  const second = await runScript(project, 'sync', '--check')

  expect(first).toMatchObject({ status: 1, output: expect.stringContaining('specs/: 5 files would change') as string })
  expect(untouched).toEqual(before)
  expect(written).toMatchObject({ status: 0, output: expect.stringContaining('specs/: 5 files changed') as string })
  expect(second).toMatchObject({ status: 0, output: expect.stringContaining('specs/ is what the docs say') as string })
})

it.each([
  [1, 'breaking', 1024],
  [0, 'breaking', 8192],
  [1, 'any', 8192],
  [0, 'never', 1024],
])('npm run sync ends with %d with --fail-on %s where a limit of 4096 becomes %d', async (expected, failOn, limit) => {
  await using site = await startDocsSite({ 'llms.txt': makeIndex('', ['chat.md']), 'chat.md': makePage() })
  await using project = await copyProject()
  await listSite(project, site.origin)
  await runScript(project, 'sync')
  site.serve({ 'llms.txt': makeIndex('', ['chat.md']), 'chat.md': makePage({ maxTokens: limit }) })

  const { status, output } = await runScript(project, 'sync', '--fail-on', failOn)

  expect({ status, output }).toMatchObject({ status: expected })
  expect(JSON.parse(await project.read('reports/sync.json'))).toMatchObject({
    summary: { listed: 1, pages: { added: 0, changed: 1, moved: 0, removed: 0 } },
    pages: { changed: ['docs/chat.md'] },
    changes: [{ models: ['doubao-x'], file: 'specs/pages/docs/chat.md' }],
    findings: [],
  })
  const section = await project.read('reports/sync.md')
  expect(section).toContain(`\`max_tokens\` may be at most \`${String(limit)}\``)
  expect(await project.read('specs/CHANGES.md')).toContain(section)
})

it('npm run sync -- --apply generates what changed and checks its contract alone', async () => {
  await using project = await copyProject()
  const published = (await project.read(`specs/pages/${PAGE}`)).replace('maximum: 262144', 'maximum: 131072')
  await using site = await startDocsSite({ 'evolving.md': published })
  await listPage(project, `${site.origin}/evolving.md`)

  const { status, output } = await runScript(project, 'sync', '--apply', '--fail-on', 'never')

  expect({ status, output }).toMatchObject({ status: 0 })
  expect(output).toContain('`max_tokens` may be at most `131072` (was `262144`).')
  expect(output).toContain('written  generated/catalog.gen.ts')
  expect(output).toMatch(/│ anyfast +│ doubao-seed-evolving +│ +[1-9]\d* +│ +0 +│/)
  expect(output).not.toContain('doubao-seed-1-6-lite')
  expect(await project.read('generated/anyfast/doubao-seed-evolving/types.gen.ts')).toBeDefined()
  expect(await runScript(project, 'generate', '--check')).toMatchObject({ status: 0 })
})

it('npm run sync -- --apply stops with the findings of a contract that is broken', async () => {
  await using project = await copyProject()
  const published = (await project.read(`specs/pages/${PAGE}`)).replace('example: chatcmpl-abc123', 'example: 17')
  await using site = await startDocsSite({ 'evolving.md': published })
  await listPage(project, `${site.origin}/evolving.md`)

  const { status, output } = await runScript(project, 'sync', '--apply', '--fail-on', 'never')

  expect({ status, output }).toMatchObject({ status: 1 })
  expect(output).toMatch(/DC4\d\d {2}/)
})

it.each([
  ['a folder that is not there', ['--from', 'nowhere'], 'nowhere: is no folder'],
  ['two places to read from', ['--from', '.', '--offline'], 'cannot be used with option'],
  ['a check that is to apply something', ['--check', '--apply'], 'cannot be used with option'],
])('npm run sync ends with 2 for %s', async (_, options, message) => {
  await using project = await copyProject()

  const { status, output } = await runScript(project, 'sync', ...options)

  expect({ status, output }).toMatchObject({ status: 2, output: expect.stringContaining(message) as string })
})

it('npm run sync ends with 2 and the address where no server is, and leaves everything as it was', async () => {
  await using project = await copyProject()
  await listSite(project, 'http://127.0.0.1:1')
  const before = await project.snapshot()

  const { status, output } = await runScript(project, 'sync')

  expect({ status, output }).toMatchObject({
    status: 2,
    output: expect.stringContaining('http://127.0.0.1:1/llms.txt cannot be fetched') as string,
  })
  expect(await project.snapshot()).toEqual(before)
}, 60_000)

const { DOCS_CORPUS = '' } = process.env
const OLD_SITE = join(DOCS_CORPUS, 'docs-2026-04-16')
const NEW_SITE = join(DOCS_CORPUS, 'docs-2026-04-28')

describe.skipIf(DOCS_CORPUS === '')('a whole docs site (skipped: DOCS_CORPUS names no folder)', () => {
  it('comes in with all its operations, which are generated and compile', async () => {
    await using site = await startDocsSite(NEW_SITE)
    await using project = await copyProject()
    await listSite(project, site.origin, '    specs: all\n')

    const first = await runScript(project, 'sync', '--fail-on', 'never')
    const generation = await runScript(project, 'generate')
    const types = await runTypeCheck(project)

    expect({ ...first }).toMatchObject({ status: 0 })
    const fences = await readFences(NEW_SITE)
    expect(fences.size).toBe(368)
    const lock = JSON.parse(await project.read('specs/lock.json')) as { specs: Record<string, { page: string }> }
    const pages = Object.values(lock.specs).map(({ page }) => page)
    for (const path of fences.keys()) expect(pages).toContain(`docs/${path}`)
    expect({ ...generation }).toMatchObject({ status: 0 })
    for (const id of Object.keys(lock.specs)) await project.read(`generated/${id}/sdk.gen.ts`)
    expect(types).toEqual({ status: 0, output: '' })
  }, 240_000)

  it('that is updated is reported page by page, and a second sync only asks whether anything changed', async () => {
    await using pages = await copySite(NEW_SITE)
    const moved = {
      from: 'api-reference/model-api/alibaba/qwen3-14b.md',
      to: 'api-reference/model-api/qwen/qwen3-14b.md',
    }
    await pages.move(moved.from, moved.to)
    await using site = await startDocsSite(OLD_SITE)
    await using project = await copyProject()
    await listSite(project, site.origin, '    specs: all\n')
    await runScript(project, 'sync', '--fail-on', 'never')
    site.serve(pages.folder)

    const { output } = await runScript(project, 'sync')

    const truth = comparePages(await readFences(OLD_SITE), await readFences(pages.folder))
    expect(truth.moved).toEqual([moved])
    const report = JSON.parse(await project.read('reports/sync.json')) as Report
    const plain = (path: string) => path.replace(/^docs\//, '')
    expect({
      added: report.pages.added.map(plain),
      changed: report.pages.changed.map(plain),
      moved: report.pages.moved.map(({ from, to }) => ({ from: plain(from), to: plain(to) })),
      removed: report.pages.removed.map(plain),
    }).toEqual(truth)
    expect(report.findings).toEqual([])
    const severe = report.changes.filter(({ severity }) => severity === 'breaking').map(({ id, text }) => [id, text])
    expect(severe).toEqual([
      ['model-renamed', 'The model `glm-4-7-251222` is now `glm-4.7` (on 8 pages).'],
      ...Array.from({ length: 4 }, () => ['limit-lowered', '`duration` must be at least `4` (was `-1`).']),
    ])
    expect(output).toContain('5 breaking')

    const before = await project.snapshot()
    site.takeRequests()
    const second = await runScript(project, 'sync', '--fail-on', 'any')

    expect(second).toMatchObject({
      status: 0,
      output: expect.stringContaining('specs/ is what the docs say') as string,
    })
    const after = await project.snapshot()
    expect([...after.keys()].filter((path) => after.get(path) !== before.get(path))).toEqual([
      'reports/sync.json',
      'reports/sync.md',
    ])
    const requests = site.takeRequests()
    expect(requests.length).toBeGreaterThan(368)
    for (const { headers } of requests) expect(headers['if-none-match']).toMatch(/^"/)
  }, 240_000)
})

interface Report {
  pages: { added: string[]; changed: string[]; moved: { from: string; to: string }[]; removed: string[] }
  changes: { id: string; severity: string; text: string }[]
  findings: unknown[]
}

/** What a plain look at the fences shows, without any of the code that is tested. */
async function readFences(folder: string): Promise<Map<string, string>> {
  const fences = new Map<string, string>()
  for (const path of (await listFiles(folder)).filter((name) => name.endsWith('.md'))) {
    const text = await readFile(join(folder, path), 'utf8')
    const fence = /^````yaml .* (?:GET|POST|PUT|DELETE|PATCH) \/.*\n([^]*?)^````$/m.exec(text)?.[1]
    if (fence !== undefined) fences.set(path, fence)
  }
  return fences
}

function comparePages(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): Report['pages'] {
  const removed = [...before.keys()].filter((path) => !after.has(path))
  const added = [...after.keys()].filter((path) => !before.has(path))
  const moved = removed.flatMap((from) => {
    const to = added.find((path) => after.get(path) === before.get(from))
    return to === undefined ? [] : [{ from, to }]
  })
  return {
    added: added.filter((path) => !moved.some(({ to }) => to === path)),
    changed: [...after.keys()].filter((path) => before.has(path) && before.get(path) !== after.get(path)),
    moved,
    removed: removed.filter((path) => !moved.some(({ from }) => from === path)),
  }
}

/** With the project's own settings, the generated code alone. */
async function runTypeCheck(project: TemporaryProject): Promise<{ status: number; output: string }> {
  await project.write('tsconfig.check.json', JSON.stringify({ extends: './tsconfig.json', include: ['generated'] }))
  const tsc = join(project.root, 'node_modules/typescript/bin/tsc')
  const words = ['--max-old-space-size=2048', tsc, '-p', 'tsconfig.check.json']
  const { status, output } = await runProgram(process.execPath, words, {
    cwd: project.root,
    timeoutMilliseconds: 180_000,
  })
  return { status, output }
}

async function copySite(folder: string) {
  const copy = await mkdtemp(join(tmpdir(), 'doubao-client-site-'))
  await cp(folder, copy, { recursive: true })
  return {
    folder: copy,
    move: async (from: string, to: string) => {
      await mkdir(dirname(join(copy, to)), { recursive: true })
      await rename(join(copy, from), join(copy, to))
      const index = await readFile(join(copy, 'llms.txt'), 'utf8')
      await writeFile(join(copy, 'llms.txt'), index.replace(`.ai/${from})`, `.ai/${to})`))
    },
    [Symbol.asyncDispose]: () => rm(copy, { recursive: true, force: true }),
  }
}

async function listSite(project: TemporaryProject, origin: string, settings = '') {
  const entry = `  - site: docs\n    index: ${origin}/llms.txt\n    mirrors: [https://docs.anyfast.ai]\n    gateway: anyfast\n    format: mintlify-fence\n    overlays: []\n${settings}`
  await forgetAddresses(project)
  await project.edit('specs/sources.yaml', 'pages:\n  - page', `sites:\n${entry}\npages:\n  - page`)
}

async function listPage(project: TemporaryProject, url: string) {
  await forgetAddresses(project)
  await project.edit('specs/sources.yaml', `  - page: ${PAGE}\n`, `  - page: ${PAGE}\n    url: ${url}\n`)
}
