import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openGenerationCache } from './generation-cache.ts'

const DAY_MS = 24 * 60 * 60 * 1000

it('gives back what was written, and nothing else', async () => {
  await using folder = await makeFolder()
  const cache = openGenerationCache<string[]>(join(folder.path, 'not', 'there', 'yet'))
  cache.write('one', ['你好', 'two\nlines'])

  expect(cache.read('one')).toEqual(['你好', 'two\nlines'])
  expect(cache.read('other')).toBeUndefined()
})

it('leaves no draft behind', async () => {
  await using folder = await makeFolder()
  openGenerationCache<number>(folder.path).write('one', 1)

  expect(await readdir(folder.path)).toEqual(['one.json'])
})

it.each([
  ['is empty', ''],
  ['is no entry', 'nothing of the kind'],
  ['has another hash', `${'0'.repeat(64)}\n1\n`],
  ['is cut off behind its hash', `${'0'.repeat(64)}\n`],
])('holds nothing where a file %s', async (_, text) => {
  await using folder = await makeFolder()
  await writeFile(join(folder.path, 'one.json'), text)

  expect(openGenerationCache(folder.path).read('one')).toBeUndefined()
})

it('is an empty cache where its folder cannot be one', async () => {
  await using folder = await makeFolder()
  await writeFile(join(folder.path, 'file'), '')
  const cache = openGenerationCache<number>(join(folder.path, 'file'))

  cache.write('one', 1)
  cache.prune()

  expect(cache.read('one')).toBeUndefined()
})

it('removes what was not read for 30 days, drafts of runs that died included', async () => {
  await using folder = await makeFolder()
  const cache = openGenerationCache<number>(folder.path)
  for (const key of ['old', 'read', 'young']) cache.write(key, 1)
  await writeFile(join(folder.path, 'old.1234.new'), 'half')
  for (const [name, days] of [
    ['old.json', 31],
    ['old.1234.new', 31],
    ['read.json', 31],
    ['young.json', 29],
  ] as const) {
    const time = new Date(Date.now() - days * DAY_MS)
    await utimes(join(folder.path, name), time, time)
  }

  cache.read('read')
  cache.prune()

  expect((await readdir(folder.path)).sort()).toEqual(['read.json', 'young.json'])
})

async function makeFolder() {
  const path = await mkdtemp(join(tmpdir(), 'doubao-client-test-'))
  return { path, [Symbol.asyncDispose]: () => rm(path, { recursive: true, force: true }) }
}
