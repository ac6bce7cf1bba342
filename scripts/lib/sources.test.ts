import { expect, it } from 'vitest'
import { readSources, type Sources } from './sources.ts'
import { makeTemporaryProject } from './temporary-project.ts'

const SOURCES = `gateways:
  one: https://one.example.com
  two: http://localhost:8080
pages:
  - page: 000_first.txt
    gateway: one
    spec: chat-1.5
    format: mintlify-fence
    role: primary
    overlays: [first, second]
  - page: 001_second.txt
    gateway: two
    spec: chat-1.5
    format: mintlify-fence
    role: primary
    overlays: []
  - page: 002_third.txt
    gateway: one
    spec: chat-1.5
    format: mintlify-rendered
    role: witness
`

it('reads every entry in its order, with its paths and its origin', async () => {
  const sources = await read(SOURCES)

  expect(sources.specs).toEqual([
    {
      page: '000_first.txt',
      gateway: 'one',
      spec: 'chat-1.5',
      format: 'mintlify-fence',
      role: 'primary',
      overlays: ['first', 'second'],
      id: 'one/chat-1.5',
      origin: 'https://one.example.com',
      site: undefined,
      inCatalog: true,
      pageFile: 'specs/pages/000_first.txt',
      specFile: 'specs/one/chat-1.5.yaml',
      line: 5,
    },
    expect.objectContaining({ id: 'two/chat-1.5', origin: 'http://localhost:8080' }),
  ])
  expect(sources.witnesses).toEqual([
    {
      page: '002_third.txt',
      gateway: 'one',
      spec: 'chat-1.5',
      format: 'mintlify-rendered',
      role: 'witness',
      id: 'one/chat-1.5',
      pageFile: 'specs/pages/002_third.txt',
      line: 17,
    },
  ])
})

it('reads the project’s own list', async () => {
  await using project = await makeTemporaryProject()

  const { specs } = await readSources(project.root)

  expect(specs.map(({ id }) => id)).toContain('anyfast/doubao-seed-evolving')
})

it.each([
  ['an unknown format', 'format: mintlify-fence', 'format: mintlify-fense', 8, '/pages/0/format'],
  ['an unknown role', 'role: primary', 'role: master', 9, '/pages/0/role'],
  ['a gateway that is not listed', 'gateway: two', 'gateway: three', 12, '/pages/1/gateway'],
  ['a gateway named like an inherited property', 'gateway: two', 'gateway: constructor', 12, '/pages/1/gateway'],
  [
    'a witness of no spec',
    '    gateway: one\n    spec: chat-1.5\n    format: mintlify-rendered',
    '    gateway: one\n    spec: chat-2\n    format: mintlify-rendered',
    19,
    '/pages/2/spec',
  ],
  ['one spec twice', 'gateway: two', 'gateway: one', 13, '/pages/1/spec'],
  ['a spec outside its folder', 'spec: chat-1.5', 'spec: ../chat', 7, '/pages/0/spec'],
  ['a spec in a folder of its own', 'spec: chat-1.5', 'spec: a/b', 7, '/pages/0/spec'],
  ['a spec named with a backslash', 'spec: chat-1.5', 'spec: a\\b', 7, '/pages/0/spec'],
  ['a spec that is a number', 'spec: chat-1.5', 'spec: 1.5', 7, '/pages/0/spec'],
  ['a spec named like its gateway’s module', 'spec: chat-1.5', 'spec: Gateway.gen.ts', 7, '/pages/0/spec'],
  ['a page outside its folder', 'page: 000_first.txt', 'page: ../../etc/passwd', 5, '/pages/0/page'],
  ['a page with an absolute path', 'page: 000_first.txt', 'page: /etc/passwd', 5, '/pages/0/page'],
  ['an overlay outside its folder', '[first, second]', '[first, ../x]', 10, '/pages/0/overlays/1'],
  ['a gateway named like the folder of pages', '  two: http', '  pages: http', 3, '/gateways/pages'],
  ['a gateway with a bad name', '  two: http', '  ../two: http', 3, '/gateways/..~1two'],
  ['an origin with a path', 'https://one.example.com', 'https://one.example.com/v1', 2, '/gateways/one'],
  ['an origin that ends in a slash', 'https://one.example.com', 'https://one.example.com/', 2, '/gateways/one'],
  ['an origin with a user', 'https://one', 'https://user@one', 2, '/gateways/one'],
  ['an origin that is no URL', 'https://one.example.com', 'one.example.com', 2, '/gateways/one'],
  ['an origin without a host', 'https://one.example.com', 'data:text', 2, '/gateways/one'],
  ['an unknown key', 'overlays: []', 'overlays: []\n    colour: red', 17, '/pages/1/colour'],
  ['an unknown key of the file', 'pages:', 'colours: []\npages:', 4, '/colours'],
  ['an entry without its overlays', '    overlays: []\n', '', 11, '/pages/1/overlays'],
])('refuses %s', async (_, before, after, line, pointer) => {
  const text = SOURCES.replace(before, after)

  await expect(read(text)).rejects.toMatchObject({
    name: 'InputError',
    place: { file: 'specs/sources.yaml', line, pointer },
  })
})

it.each([
  ['broken YAML', SOURCES.replace('gateway: two', 'gateway: two: three'), 12],
  ['a key twice', SOURCES.replace('overlays: []', 'gateway: one'), 16],
  ['an empty file', '', 1],
])('refuses %s and names its line', async (_, text, line) => {
  await expect(read(text)).rejects.toMatchObject({ name: 'InputError', place: { file: 'specs/sources.yaml', line } })
})

it('refuses a file that is missing', async () => {
  await using project = await makeTemporaryProject()
  await project.remove('specs/sources.yaml')

  await expect(readSources(project.root)).rejects.toMatchObject({
    name: 'InputError',
    place: { file: 'specs/sources.yaml' },
  })
})

it('says in one line where the mistake is and what it is', async () => {
  const text = SOURCES.replace('gateway: two', 'gateway: three')

  await expect(read(text)).rejects.toThrow('specs/sources.yaml:12 (/pages/1/gateway): no gateway `three` is listed')
})

async function read(text: string): Promise<Sources> {
  await using project = await makeTemporaryProject()
  await project.write('specs/sources.yaml', text)
  return await readSources(project.root)
}
