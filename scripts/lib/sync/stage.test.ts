import { mkdir, readdir, rename, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { startDocsSite } from './docs-site-server.ts'
import { makeIndex, makePage, makeSyncProject, syncFrom } from './example-site.ts'
import { clearInterrupted } from './stage.ts'

const pages = { 'llms.txt': makeIndex('', ['chat.md']), 'chat.md': makePage() }

it('a folder of specs/ that is a symbolic link is refused, and nothing is written where it leads', async () => {
  await using site = await startDocsSite(pages)
  await using project = await makeSyncProject(site.origin)
  await mkdir(join(project.root, 'elsewhere'))
  await symlink('../../elsewhere', join(project.root, 'specs/pages/docs'))

  const sync = syncFrom(project, [site.origin], { isWritten: false })

  await expect(sync).rejects.toMatchObject({ name: 'InputError', place: { file: 'specs/pages/docs' } })
  expect(await readdir(join(project.root, 'elsewhere'))).toEqual([])
})

it('specs/ that is a symbolic link itself is refused, and stays as it was', async () => {
  await using site = await startDocsSite(pages)
  await using project = await makeSyncProject(site.origin)
  await rename(join(project.root, 'specs'), join(project.root, 'real'))
  await symlink('real', join(project.root, 'specs'))
  const before = await project.snapshot()

  const sync = syncFrom(project, [site.origin], { isWritten: false })

  await expect(sync).rejects.toMatchObject({ name: 'InputError', place: { file: 'specs' } })
  expect(await project.snapshot()).toEqual(before)
})

it('what somebody writes in specs/ while a sync runs is kept, and the sync fails', async () => {
  await using site = await startDocsSite({})
  await using project = await makeSyncProject(site.origin)
  const file = 'specs/accepted-differences.yaml'
  site.serve({
    ...pages,
    'chat.md': (_, response) => {
      void writeFile(join(project.root, file), '# mine\n[]\n').then(() => response.writeHead(200).end(makePage()))
    },
  })

  const sync = syncFrom(project, [site.origin])

  await expect(sync).rejects.toMatchObject({
    name: 'SyncError',
    message: expect.stringContaining('meanwhile') as string,
  })
  expect(await project.read(file)).toBe('# mine\n[]\n')
  expect(await readdir(project.root)).toEqual(['generated', 'specs'])
})

it.each(['specs', 'specs/below'])('%s is no place to write another specs/ to', async (folder) => {
  await using site = await startDocsSite(pages)
  await using project = await makeSyncProject(site.origin)
  const before = await project.snapshot()

  const sync = syncFrom(project, [site.origin], { out: join(project.root, folder) })

  await expect(sync).rejects.toMatchObject({ name: 'InputError' })
  expect(await project.snapshot()).toEqual(before)
})

it('what a sync that was killed took away is put back, and nothing of it is left', async () => {
  await using project = await makeSyncProject('http://127.0.0.1:1')
  const before = await project.snapshot()
  const [dead, running] = ['.sync-99999999-a', `.sync-${String(process.pid)}-b`]
  await mkdir(join(project.root, dead))
  await mkdir(join(project.root, running))
  await rename(join(project.root, 'specs'), join(project.root, dead, 'former'))

  await clearInterrupted(project.root)

  expect(await project.snapshot()).toEqual(before)
  expect(await readdir(project.root)).toContain(running)
  expect(await readdir(project.root)).not.toContain(dead)
})
