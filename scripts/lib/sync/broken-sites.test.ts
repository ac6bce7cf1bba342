import { expect, it } from 'vitest'
import { startDocsSite, type Answer } from './docs-site-server.ts'
import { listOwnPage, makeIndex, makePage, makeSyncProject, syncFrom } from './example-site.ts'

const redirect =
  (location: string, status = 302): Answer =>
  (_, response) => {
    response.writeHead(status, { location }).end()
  }

const drip: Answer = (_, response) => {
  response.writeHead(200, { 'content-type': 'text/markdown' })
  const timer = setInterval(() => response.write('#'), 100)
  response.on('close', () => {
    clearInterval(timer)
  })
}

const endless: Answer = (_, response) => {
  const part = Buffer.alloc(64 * 1024, 'a')
  const more = () => {
    while (!response.destroyed && response.write(part));
  }
  response.writeHead(200)
  response.on('drain', more)
  more()
}

it.each<[string, string | Answer | undefined, string, string]>([
  ['is gone', undefined, 'DC140', 'the server answers 404'],
  ['is gone for good', (_, response) => response.writeHead(410).end(), 'DC140', 'the server answers 410'],
  ['is forbidden', (_, response) => response.writeHead(403).end(), 'DC142', 'the server answers 403'],
  ['is redirected to another host', redirect('https://evil.example.com/chat.md'), 'DC141', 'https://evil.example.com'],
  ['is redirected for ever', redirect('/chat.md'), 'DC141', 'redirected more than 5 times'],
  ['is redirected to a file', redirect('file:///etc/passwd'), 'DC141', 'does not list'],
  ['is redirected to nowhere', (_, response) => response.writeHead(302).end(), 'DC141', 'nowhere'],
  ['drips', drip, 'DC143', 'not whole after 1.5 s'],
  ['never ends', endless, 'DC125', 'more than 1048576 bytes'],
  ['became a login page', '<!doctype html><title>Sign in</title>', 'DC101', 'this is HTML'],
  ['became prose', '# Moved\n\nSee the new docs.\n', 'DC146', 'no spec any more'],
  ['is cut', makePage().slice(0, 400), 'DC103', 'never closed'],
  ['names another server', makePage().replace('www.anyfast.ai', 'evil.example.com'), 'DC107', 'evil.example.com'],
])('a page that %s is a finding, and stays as it was saved', async (_, answer, code, message) => {
  const pages = { 'llms.txt': makeIndex('', ['chat.md', 'b.md']), 'b.md': makePage({ models: ['doubao-b'] }) }
  await using site = await startDocsSite({ ...pages, 'chat.md': makePage() })
  await using project = await makeSyncProject(site.origin)
  await syncFrom(project, [site.origin])
  const saved = await project.snapshot()
  site.serve({ ...pages, ...(answer !== undefined && { 'chat.md': answer }) })

  const { findings, files, pages: changes } = await syncFrom(project, [site.origin])

  expect(findings).toMatchObject([{ code, side: 'page', message: expect.stringContaining(message) as string }])
  expect({ files, changed: changes.changed, removed: changes.removed }).toEqual({ files: [], changed: [], removed: [] })
  expect(await project.snapshot()).toEqual(saved)
})

it('a page that cannot be used and was never there is a finding, and the others come in', async () => {
  await using site = await startDocsSite({
    'llms.txt': makeIndex('', ['a.md', 'b.md']),
    'a.md': '<html>Sign in</html>',
    'b.md': makePage(),
  })
  await using project = await makeSyncProject(site.origin)

  const { findings, pages } = await syncFrom(project, [site.origin])

  expect(findings).toMatchObject([{ code: 'DC101', file: 'specs/pages/docs/a.md', line: 1 }])
  expect(pages.added).toEqual(['docs/b.md'])
  expect([...(await project.snapshot()).keys()]).not.toContain('specs/pages/docs/a.md')
})

it.each<[string, Answer]>([
  [
    'breaks off in the middle of a page',
    (_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write('# Half', () => response.destroy())
    },
  ],
  ['is broken', (_, response) => response.writeHead(503).end()],
  ['does not answer', () => undefined],
])('a site that %s half-way leaves specs/ as it was', async (_, answer) => {
  const paths = ['a.md', 'b.md', 'c.md']
  await using site = await startDocsSite({
    'llms.txt': makeIndex('', paths),
    'a.md': makePage({ models: ['doubao-a'] }),
    'b.md': makePage({ models: ['doubao-b'] }),
    'c.md': answer,
  })
  await using project = await makeSyncProject(site.origin)
  const before = await project.snapshot()

  const failure = await syncFrom(project, [site.origin]).catch((error: unknown) => error)

  expect(failure).toMatchObject({
    name: 'SyncError',
    message: expect.stringContaining(`${site.origin}/c.md`) as string,
  })
  expect(await project.snapshot()).toEqual(before)
})

it('asks again where the server is busy', async () => {
  let attempts = 0
  await using site = await startDocsSite({
    'llms.txt': makeIndex('', ['chat.md']),
    'chat.md': (_, response) => {
      attempts += 1
      if (attempts === 1) response.writeHead(503).end()
      else response.writeHead(200).end(makePage())
    },
  })
  await using project = await makeSyncProject(site.origin)

  const { pages } = await syncFrom(project, [site.origin])

  expect(pages.added).toEqual(['docs/chat.md'])
  expect(attempts).toBe(2)
})

it.each([
  ['on another host', 'https://evil.example.com/x.md', 'DC144', 'https://evil.example.com'],
  ['that leads out of its folder', '/a/%2e%2e/%2e%2e/%2e%2e/x.md?y', 'DC144', 'no plain path'],
  ['with an encoded slash', '/a%2fb.md', 'DC144', 'no plain path'],
  ['that is no page', '/install.sh', 'DC144', 'no plain path'],
  ['below a page', '/chat.md/x.md', 'DC144', 'no plain path'],
  ['that is too long for a file', `/${'a'.repeat(300)}.md`, 'DC144', 'no plain path'],
  ['that differs in upper case alone', '/Chat.md', 'DC144', 'the same file as chat.md'],
])(
  'an index that names an address %s is a finding, and nothing is fetched from there',
  async (_, address, code, message) => {
    await using site = await startDocsSite({
      'llms.txt': `${makeIndex('', ['chat.md'])}- [x](${address})\n`,
      'chat.md': makePage(),
    })
    await using project = await makeSyncProject(site.origin)

    const { findings } = await syncFrom(project, [site.origin])

    expect(findings).toMatchObject([
      { code, file: 'specs/pages/docs/llms.txt', line: 4, message: expect.stringContaining(message) as string },
    ])
    expect(site.takeRequests().map(({ path }) => path)).toEqual(['llms.txt', 'chat.md'])
  },
)

it.each<[string, Record<string, string | Answer>, string]>([
  ['is not there', {}, 'the server answers 404'],
  ['is a login page', { 'llms.txt': '<!doctype html><a href="/chat.md">Sign in</a>' }, 'lists no page'],
  ['lists nothing that is included', { 'llms.txt': '# Docs\n' }, 'lists no page'],
  ['is redirected elsewhere', { 'llms.txt': redirect('https://evil.example.com/') }, 'evil.example.com'],
])('an index that %s ends the sync, with the entry of the site', async (_, pages, message) => {
  await using site = await startDocsSite(pages)
  await using project = await makeSyncProject(site.origin)
  const before = await project.snapshot()

  const failure = await syncFrom(project, [site.origin]).catch((error: unknown) => error)

  expect(failure).toMatchObject({
    name: 'InputError',
    place: { file: 'specs/sources.yaml', line: 20 },
    message: expect.stringContaining(message) as string,
  })
  expect(await project.snapshot()).toEqual(before)
})

it('two pages whose specs would have one name are told, and the first is taken', async () => {
  const paths = ['a/b-c.md', 'a-b/c.md']
  await using site = await startDocsSite({
    'llms.txt': makeIndex('', paths),
    'a/b-c.md': makePage({ models: ['doubao-a'] }),
    'a-b/c.md': makePage({ models: ['doubao-b'] }),
  })
  await using project = await makeSyncProject(site.origin)

  const { findings } = await syncFrom(project, [site.origin])

  expect(findings).toMatchObject([{ code: 'DC145', file: 'specs/pages/docs/a/b-c.md' }])
})

it('a page whose spec would take the place of its gateway’s module is told, and makes no spec', async () => {
  const pages = { 'Gateway.gen.ts.md': makePage({ models: ['doubao-a'] }), 'b.md': makePage({ models: ['doubao-b'] }) }
  await using site = await startDocsSite({ 'llms.txt': makeIndex('', Object.keys(pages)), ...pages })
  await using project = await makeSyncProject(site.origin)

  const { findings } = await syncFrom(project, [site.origin])

  expect(findings).toMatchObject([
    {
      code: 'DC145',
      file: 'specs/pages/docs/Gateway.gen.ts.md',
      message: expect.stringContaining('as is the module') as string,
    },
  ])
})

it('a page of a list of ours that moved for good is read where it is, and its address is to be corrected', async () => {
  await using site = await startDocsSite({
    'llms.txt': makeIndex('', ['chat.md']),
    'chat.md': makePage(),
    'own.md': redirect('/new/own.md', 308),
    'new/own.md': makePage({ models: ['doubao-own'] }),
  })
  await using project = await makeSyncProject(site.origin)
  await listOwnPage(project, site.origin)

  const { findings } = await syncFrom(project, [site.origin])
  const second = await syncFrom(project, [site.origin])

  expect(second.findings).toEqual(findings)
  expect(findings).toMatchObject([
    {
      code: 'DC147',
      file: 'specs/sources.yaml',
      message: expect.stringContaining(`${site.origin}/new/own.md`) as string,
    },
  ])
  expect(await project.read('specs/anyfast/own.yaml')).toContain('doubao-own')
})

it('a title with brackets is a title', async () => {
  await using site = await startDocsSite({ 'llms.txt': '- [Chat [beta]](/chat.md): A page.\n', 'chat.md': makePage() })
  await using project = await makeSyncProject(site.origin)

  const { pages } = await syncFrom(project, [site.origin])

  expect(pages.added).toEqual(['docs/chat.md'])
})

it('a sync whose specs cannot be extracted says that nothing was written', async () => {
  await using site = await startDocsSite({ 'llms.txt': makeIndex('', ['chat.md']), 'chat.md': makePage() })
  await using project = await makeSyncProject(site.origin)
  await project.write('specs/pages/003_b456a9379b1ccaa1.txt', 'no page\n')
  const before = await project.snapshot()

  const { isCommitted } = await syncFrom(project, [site.origin])

  expect(isCommitted).toBe(false)
  expect(await project.snapshot()).toEqual(before)
})

it('a mirror is an address that nobody on the way can change', async () => {
  await using project = await makeSyncProject('https://docs.example.org')
  await project.edit('specs/sources.yaml', 'https://docs.example.com', 'http://docs.example.com')

  await expect(syncFrom(project, [])).rejects.toMatchObject({
    name: 'InputError',
    message: expect.stringContaining('must be an https address') as string,
  })
})
