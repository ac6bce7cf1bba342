import { expect, it } from 'vitest'
import { startDocsSite } from './docs-site-server.ts'
import { listOwnPage, makeIndex, makePage, makeSyncProject, syncFrom } from './example-site.ts'

it('fetches a site, keeps its pages as published, and knows the one source of each model from its witnesses', async () => {
  const paths = ['chat/all.md', 'chat/lite.md', 'zh/chat/lite.md', 'guide.md']
  await using site = await startDocsSite({
    'llms.txt': makeIndex('https://docs.example.com', paths),
    'chat/all.md': makePage({ models: ['doubao-lite', 'doubao-pro'] }),
    'chat/lite.md': makePage({ models: ['doubao-lite'] }),
    'zh/chat/lite.md': makePage({ models: ['doubao-lite'], title: '对话' }),
    'guide.md': '# How to begin\n',
  })
  await using project = await makeSyncProject(site.origin)

  const { pages, findings, disagreements } = await syncFrom(project, [site.origin])

  expect({ findings, disagreements }).toEqual({ findings: [], disagreements: [] })
  expect(pages.added).toEqual(['docs/chat/all.md', 'docs/chat/lite.md', 'docs/zh/chat/lite.md'])
  expect(await project.read('specs/pages/docs/zh/chat/lite.md')).toBe(
    makePage({ models: ['doubao-lite'], title: '对话' }),
  )
  const lock = JSON.parse(await project.read('specs/lock.json')) as Record<string, unknown>
  expect(lock['sites']).toEqual({
    docs: {
      'chat/lite.md': { role: 'primary', spec: 'chat-lite' },
      'chat/all.md': { role: 'primary', spec: 'chat-all' },
      'zh/chat/lite.md': { role: 'witness', spec: null, of: 'anyfast/chat-lite' },
    },
  })
  expect(lock['fetched']).toMatchObject({
    'docs/chat/lite.md': { url: `${site.origin}/chat/lite.md`, etag: expect.stringMatching(/^"/) as string },
  })
  expect(await project.read('specs/anyfast/chat-lite.yaml')).toContain('doubao-lite')
})

it('asks a second time with conditions alone, and changes no byte', async () => {
  await using site = await startDocsSite({
    'llms.txt': makeIndex('https://docs.example.com', ['chat.md', 'guide.md']),
    'chat.md': makePage(),
    'guide.md': '# How to begin\n',
  })
  await using project = await makeSyncProject(site.origin)
  await syncFrom(project, [site.origin])
  const before = await project.snapshot()
  site.takeRequests()

  const { files, comparison } = await syncFrom(project, [site.origin])

  expect({ files, changes: comparison.changes }).toEqual({ files: [], changes: [] })
  expect(await project.snapshot()).toEqual(before)
  const requests = site.takeRequests()
  expect(requests.map(({ path }) => path).sort()).toEqual(['chat.md', 'guide.md', 'llms.txt'])
  for (const { headers } of requests) {
    expect(headers['if-none-match']).toMatch(/^"/)
    expect(headers['if-modified-since']).toBe('Tue, 28 Apr 2026 00:00:00 GMT')
  }
})

it('says which pages are new, changed, moved, gone or reworded, and what that means', async () => {
  const old = {
    'a.md': makePage({ models: ['doubao-a'] }),
    'b.md': makePage({ models: ['doubao-b'] }),
    'old/c.md': makePage({ models: ['doubao-c'] }),
    'd.md': makePage({ models: ['doubao-d'] }),
  }
  await using site = await startDocsSite({ 'llms.txt': makeIndex('', Object.keys(old)), ...old })
  await using project = await makeSyncProject(site.origin)
  await syncFrom(project, [site.origin])
  const fresh = {
    'a.md': makePage({ models: ['doubao-a'], maxTokens: 1024 }),
    'b.md': makePage({ models: ['doubao-b'] }).replace('## OpenAPI', '## The API'),
    'new/c.md': makePage({ models: ['doubao-c'] }),
    'e.md': makePage({ models: ['another-one'] }),
  }
  site.serve({ 'llms.txt': makeIndex('', Object.keys(fresh)), ...fresh })

  const { pages, comparison } = await syncFrom(project, [site.origin])

  expect(pages).toEqual({
    added: ['docs/e.md'],
    changed: ['docs/a.md'],
    moved: [{ from: 'docs/old/c.md', to: 'docs/new/c.md' }],
    removed: ['docs/d.md'],
    reworded: ['docs/b.md'],
  })
  const byRule = (id: string) => comparison.changes.filter((change) => change.id === id)
  expect(byRule('limit-lowered')).toMatchObject([
    { severity: 'breaking', models: ['doubao-a'], file: 'specs/pages/docs/a.md' },
  ])
  expect(byRule('spec-removed')).toMatchObject([{ severity: 'breaking', models: ['doubao-d'] }])
  expect(byRule('spec-moved')).toMatchObject([{ severity: 'warning', models: ['doubao-c'] }])
  expect(byRule('model-renamed')).toEqual([])
  const page = await project.read('specs/CHANGES.md')
  expect(page).toContain('- removed: docs/d.md\n- moved: docs/old/c.md → [docs/new/c.md](pages/docs/new/c.md)\n')
  expect(page).toContain(
    '**breaking**: `max_tokens` may be at most `1024` (was `4096`). ([a.md, line 27](<pages/docs/a.md#L27>)'
      .replaceAll('<', '')
      .replaceAll('>', ''),
  )
  expect([...(await project.snapshot()).keys()]).not.toContain('specs/pages/docs/d.md')
})

it('finds where a witness differs from the source of its model in more than words', async () => {
  await using site = await startDocsSite({
    'llms.txt': makeIndex('', ['chat.md', 'zh/chat.md']),
    'chat.md': makePage({ maxTokens: 4096 }),
    'zh/chat.md': makePage({ maxTokens: 8192, title: '对话' }),
  })
  await using project = await makeSyncProject(site.origin)

  const { disagreements } = await syncFrom(project, [site.origin])

  expect(disagreements).toEqual([
    {
      code: 'DC133',
      side: 'page',
      gateway: 'anyfast',
      file: 'specs/pages/docs/zh/chat.md',
      line: 27,
      pointer: expect.stringContaining('/properties/max_tokens') as string,
      message: 'unlike specs/pages/docs/chat.md: `max_tokens` may be at most `8192` (there `4096`).',
    },
  ])
})

it('fetches what include names and exclude does not, and generates every page where the site says so', async () => {
  const paths = ['chat/a.md', 'chat/b.md', 'video/c.md', 'zh/chat/a.md']
  const pages = Object.fromEntries(paths.map((path) => [path, makePage({ models: [path.slice(-4, -3)] })]))
  await using site = await startDocsSite({ 'llms.txt': makeIndex('', paths), ...pages })
  await using project = await makeSyncProject(
    site.origin,
    "    include: ['**/chat/*', 'chat/*']\n    exclude: ['chat/b']\n    specs: all\n",
  )

  const { pages: changes } = await syncFrom(project, [site.origin])

  expect(changes.added).toEqual(['docs/chat/a.md', 'docs/zh/chat/a.md'])
  expect(site.takeRequests().map(({ path }) => path)).toEqual(['llms.txt', 'chat/a.md', 'zh/chat/a.md'])
  const lock = JSON.parse(await project.read('specs/lock.json')) as { sites: unknown }
  expect(lock.sites).toMatchObject({ docs: { 'zh/chat/a.md': { role: 'witness', spec: 'zh-chat-a' } } })
})

it('takes a page of a list of ours from its address, before any page of a site about the same model', async () => {
  await using site = await startDocsSite({
    'llms.txt': makeIndex('', ['chat.md']),
    'chat.md': makePage({ models: ['doubao-own'] }),
    'own.md': makePage({ models: ['doubao-own'] }),
  })
  await using project = await makeSyncProject(site.origin)
  await listOwnPage(project, site.origin)

  await syncFrom(project, [site.origin])

  const lock = JSON.parse(await project.read('specs/lock.json')) as { sites: unknown; specs: unknown }
  expect(lock.sites).toEqual({ docs: { 'chat.md': { role: 'witness', spec: null, of: 'anyfast/own' } } })
  expect(lock.specs).toMatchObject({ 'anyfast/own': { page: 'own.md', url: `${site.origin}/own.md` } })
})

it('writes nothing where it only looks, and says what would change', async () => {
  await using site = await startDocsSite({ 'llms.txt': makeIndex('', ['chat.md']), 'chat.md': makePage() })
  await using project = await makeSyncProject(site.origin)
  const before = await project.snapshot()

  const { files } = await syncFrom(project, [site.origin], { isWritten: false })

  expect(files).toEqual(['CHANGES.md', 'anyfast/chat.yaml', 'lock.json', 'pages/docs/chat.md', 'pages/docs/llms.txt'])
  expect(await project.snapshot()).toEqual(before)
})

it('writes elsewhere where it is told to, and goes on from there with the list as it is by now', async () => {
  const pages = { 'chat.md': makePage(), 'other.md': makePage({ models: ['another-one'] }) }
  await using site = await startDocsSite({ 'llms.txt': makeIndex('', Object.keys(pages)), ...pages })
  await using project = await makeSyncProject(site.origin)
  const before = await project.snapshot()
  const out = `${project.root}/elsewhere`

  await syncFrom(project, [site.origin], { out })
  const second = await syncFrom(project, [site.origin], { out })
  const after = await project.snapshot()
  await project.edit('specs/sources.yaml', '    overlays: []\n', "    overlays: []\n    exclude: ['other']\n")
  const third = await syncFrom(project, [site.origin], { out })

  expect(second.files).toEqual([])
  expect(after.get('elsewhere/specs/pages/docs/chat.md')).toBe(makePage())
  for (const [path, text] of before) expect(after.get(path)).toBe(text)
  expect(third.pages.removed).toEqual(['docs/other.md'])
})

it('reads what is saved by itself, with pages that somebody put there', async () => {
  await using site = await startDocsSite({ 'llms.txt': makeIndex('', ['chat.md']), 'chat.md': makePage() })
  await using project = await makeSyncProject(site.origin)
  await syncFrom(project, [site.origin])
  await project.write('specs/pages/docs/chat.md', makePage({ maxTokens: 1024 }))
  site.takeRequests()

  const { comparison } = await syncFrom(project, [], { fetchPage: () => Promise.resolve({ kind: 'unchanged' }) })

  expect(comparison.changes).toMatchObject([{ id: 'limit-lowered', models: ['doubao-x'] }])
  expect(site.takeRequests()).toEqual([])
  expect(await project.read('specs/anyfast/chat.yaml')).toContain('maximum: 1024')
})

it.each([
  ['the same model is a witness', 'doubao-x', { role: 'witness', spec: null, of: 'anyfast/chat' }, []],
  ['another model is refused where its spec would have the same name', 'doubao-y', undefined, ['DC145']],
])(
  'of two sites of a gateway the first is the source: a page of the second about %s',
  async (_, model, role, codes) => {
    await using first = await startDocsSite({ 'llms.txt': makeIndex('', ['chat.md']), 'chat.md': makePage() })
    await using second = await startDocsSite({
      'llms.txt': makeIndex('', ['chat.md']),
      'chat.md': makePage({ models: [model], maxTokens: 99 }),
    })
    await using project = await makeSyncProject(first.origin)
    const entry = `  - site: other\n    index: ${second.origin}/llms.txt\n    gateway: anyfast\n    format: mintlify-fence\n`
    await project.edit('specs/sources.yaml', 'pages:\n  - page', `${entry}    overlays: []\npages:\n  - page`)

    const { findings } = await syncFrom(project, [first.origin, second.origin])

    expect(findings.map(({ code }) => code)).toEqual(codes)
    const { sites } = JSON.parse(await project.read('specs/lock.json')) as { sites: Record<string, unknown> }
    expect(sites).toEqual({
      docs: { 'chat.md': { role: 'primary', spec: 'chat' } },
      other: role ? { 'chat.md': role } : {},
    })
  },
)

it.each([
  ['a spec', 'specs/anyfast/chat.yaml', 'maximum: 4096'],
  ['a page that is saved by hand', 'specs/pages/003_b456a9379b1ccaa1.txt', '2. Request Description'],
])('does not say that nothing changed where somebody edited %s', async (_, file, text) => {
  await using site = await startDocsSite({ 'llms.txt': makeIndex('', ['chat.md']), 'chat.md': makePage() })
  await using project = await makeSyncProject(site.origin)
  await syncFrom(project, [site.origin])
  await project.edit(file, text, 'edited')

  const { files, findings } = await syncFrom(project, [site.origin])

  expect(files.length + findings.length).toBeGreaterThan(0)
})
