import { expect, it } from 'vitest'
import { STRENGTH_FILE } from '../../contract-tests/support/strengthen.ts'
import { loadEffectiveSpecs } from './load-effective-specs.ts'
import { makeTemporaryProject } from './temporary-project.ts'

const EVIDENCE = "x-evidence:\n      - 'specs/pages/002_37c9c5cbe593afec.txt:"

it('the strength overlay keeps to the rules of overlays, and changes no effective spec', async () => {
  await using project = await makeTemporaryProject()
  const before = await loadEffectiveSpecs(project.root)
  await project.edit(STRENGTH_FILE, 'minItems: 1', 'minItems: 7')

  const { specs, findings } = await loadEffectiveSpecs(project.root)

  expect(findings).toEqual([])
  expect(specs.map(({ document }) => document)).toEqual(before.specs.map(({ document }) => document))
  expect(JSON.stringify(specs)).not.toContain('minItems":7')
})

it('evidence of the strength overlay that is not on its page any more is a finding', async () => {
  await using project = await makeTemporaryProject()
  await project.edit(STRENGTH_FILE, 'example: chat.completion', 'example: chat.answer')

  const { findings } = await loadEffectiveSpecs(project.root)

  expect(findings).toMatchObject([{ code: 'DC203', side: 'spec', file: STRENGTH_FILE, pointer: '/actions/0' }])
})

it('an action of the strength overlay that strengthens no spec is a finding', async () => {
  await using project = await makeTemporaryProject()
  await project.edit(
    STRENGTH_FILE,
    '- target: $.components.schemas.ChatCompletionChunk',
    '- target: $.components.schemas.Gone',
  )

  const { findings } = await loadEffectiveSpecs(project.root)

  expect(findings).toMatchObject([{ code: 'DC201', side: 'spec', file: STRENGTH_FILE }])
})

it.each([
  [
    'is missing',
    async (remove: () => Promise<void>) => {
      await remove()
    },
    /does not exist/,
  ],
  ['has an action without evidence', undefined, /evidence/],
])('a strength overlay that %s ends the run', async (_, remove, reason) => {
  await using project = await makeTemporaryProject()
  if (remove) await remove(() => project.remove(STRENGTH_FILE))
  else await project.edit(STRENGTH_FILE, EVIDENCE, "x-reason:\n      - 'specs/pages/002_37c9c5cbe593afec.txt:")

  await expect(loadEffectiveSpecs(project.root)).rejects.toThrow(reason)
})
