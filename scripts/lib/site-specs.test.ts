import { expect, it } from 'vitest'
import { makeEffectiveSpecs } from './effective-specs.ts'
import { generateClients } from './generate-clients.ts'
import { loadEffectiveSpecs } from './load-effective-specs.ts'
import { projectRoot } from './run-command.ts'

const { specs } = await loadEffectiveSpecs(projectRoot)

it.each([
  ['completes no chats', '/v1/chat/completions', '/v1/images', 'DC109'],
  ['documents no answer that is a stream', '', '', 'DC207'],
])('a page of a docs site may be one that %s, a page of its own may not', async (_, before, after, code) => {
  const [spec] = specs.filter(({ source }) => source.id === 'anyfast/doubao-seed-evolving')
  if (!spec) throw new Error('there is no such spec')
  const source = { ...spec.source, overlays: [] }
  const alone = { ...spec, source, specText: spec.specText.replaceAll(before, after) }
  const codesOf = async (verified: typeof alone) =>
    (await makeEffectiveSpecs(projectRoot, [verified])).findings.map((finding) => finding.code)

  const ofItsOwn = await codesOf(alone)
  const ofSite = await codesOf({ ...alone, source: { ...source, site: 'anyfast' } })

  expect(ofItsOwn).toContain(code)
  expect(ofSite).not.toContain(code)
})

it('generates a client of a spec outside the catalogue, and no entry', async () => {
  const outside = specs.map((spec) => ({
    ...spec,
    source: { ...spec.source, inCatalog: spec.source.gateway !== 'anyfast' },
  }))

  const { files } = await generateClients(outside)

  expect([...files.keys()]).toContain('anyfast/doubao-seed-evolving/sdk.gen.ts')
  expect(files.get('catalog.gen.ts')).toContain('theturbo')
  expect(files.get('catalog.gen.ts')).not.toContain('doubao-seed-evolving')
})
