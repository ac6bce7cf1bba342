import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readProject } from './project.ts'
import { openSpecCache } from './spec-cache.ts'
import { makeTemporaryProject } from './temporary-project.ts'

const RESULT = { files: [], use: { listed: [], strength: undefined }, operation: undefined, hasUrlParameters: false }

it('keeps nothing that was made while its page changed', async () => {
  await using copy = await makeTemporaryProject()
  const project = await readProject(copy.root)
  const cache = openSpecCache(project, join(copy.root, 'cache'))
  const [changed, same] = project.sources
  if (!changed || !same) throw new Error('there are no two specs')
  const page = await copy.read(changed.pageFile)
  for (const source of [changed, same]) cache.read(source)

  await copy.write(changed.pageFile, `${page}\n`)
  for (const source of [changed, same]) cache.write(source, RESULT)

  const withChange = cache.read(changed)
  await copy.write(changed.pageFile, page)
  expect([withChange, cache.read(changed), cache.read(same)]).toEqual([undefined, undefined, RESULT])
})
