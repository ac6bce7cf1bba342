import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { makeTemporaryProject } from './temporary-project.ts'
import { writeFiles } from './write-files.ts'

it('writes what is new or changed, in folders that it makes, and says which', async () => {
  await using project = await makeTemporaryProject()
  await project.write('old.txt', 'before')
  await project.write('same.txt', 'same')

  const files = new Map([
    ['old.txt', 'after'],
    ['same.txt', 'same'],
    ['new/folder/new.txt', 'new'],
  ])
  const result = await writeFiles(project.root, files)

  expect(result).toEqual({ written: ['old.txt', 'new/folder/new.txt'], unchanged: ['same.txt'], removed: [] })
  expect(await project.read('old.txt')).toBe('after')
  expect(await project.read('new/folder/new.txt')).toBe('new')
})

it('leaves no other file behind', async () => {
  await using project = await makeTemporaryProject()

  await writeFiles(project.root, new Map([['folder/one.txt', 'one']]))

  expect(await readdir(join(project.root, 'folder'))).toEqual(['one.txt'])
})

it('keeps the time stamp of a file that holds its content already', async () => {
  await using project = await makeTemporaryProject()
  await project.write('same.txt', 'same')
  const before = await stat(join(project.root, 'same.txt'), { bigint: true })

  await writeFiles(project.root, new Map([['same.txt', 'same']]))

  const after = await stat(join(project.root, 'same.txt'), { bigint: true })
  expect([after.mtimeNs, after.ino]).toEqual([before.mtimeNs, before.ino])
})

it('removes the files it is told to', async () => {
  await using project = await makeTemporaryProject()
  await project.write('folder/stale.txt', 'stale')

  const result = await writeFiles(project.root, new Map(), ['folder/stale.txt'])

  expect(result.removed).toEqual(['folder/stale.txt'])
  expect(await readdir(join(project.root, 'folder'))).toEqual([])
})

it('takes a file that is gone already for removed', async () => {
  await using project = await makeTemporaryProject()

  await expect(writeFiles(project.root, new Map(), ['never-was.txt'])).resolves.toBeDefined()
})
