import { expect, it } from 'vitest'
import { generateSpecs } from './generate-specs.ts'
import { readProject } from './project.ts'
import { projectRoot } from './run-command.ts'

it('makes the same of specs on several threads as on one, in the same order', async () => {
  const project = await readProject(projectRoot)
  const sources = Array.from({ length: 20 }, () => project.sources).flat()

  const alone = await generateSpecs(project, sources, 1)
  const shared = await generateSpecs(project, sources, 3)

  expect(shared).toEqual(alone)
  expect(shared.specs.map(({ source }) => source.id)).toEqual(sources.map(({ id }) => id))
})

it('ends with the error of the first spec that cannot be read, whichever thread stumbled over it', async () => {
  const project = await readProject(projectRoot)
  const reason = { description: 'Takes all answers away.', 'x-evidence': ['none'], line: 1, pointer: '/actions/0' }
  const action = { target: '$.paths[*].post.responses', remove: true, ...reason }
  const broken = { name: 'broken', file: 'broken.yaml', sha256: '', actions: [action] }
  const overlays = { ...project.overlays, listed: new Map([['broken', broken]]) }
  const sources = project.sources.map((source) => ({ ...source, overlays: ['broken'] }))

  const failure = (threads: number) => generateSpecs({ ...project, overlays }, sources, threads)

  await expect(failure(1)).rejects.toThrow(sources[0]?.pageFile)
  await expect(failure(3)).rejects.toThrow(sources[0]?.pageFile)
})
