import { existsSync } from 'node:fs'
import { expect, it } from 'vitest'
import { projectRoot } from '../run-command.ts'
import { measureBundle } from './measure-bundle.ts'
import { makeLargerProject } from './more-models.ts'

it('counts what the program exports and all that it needs, the largest module first', async () => {
  const size = await measureBundle("export { gateway } from 'doubao-client/gateways/anyfast'", projectRoot)

  expect(size.modules.map(([path]) => path)).toEqual([
    'generated/anyfast/doubao-seed-evolving/sdk.gen.ts',
    'generated/anyfast/gateway.gen.ts',
  ])
  expect(size.text).not.toContain('theturbo')
  expect(size.minified).toBe(Buffer.byteLength(size.text))
  expect(size.gzip).toBeLessThan(size.minified)
})

it('bundles no undici, which an application may not have', async () => {
  const { text } = await measureBundle("export { Agent } from 'undici'", projectRoot)

  expect(text).toContain('from"undici"')
})

it('adds models to a copy of the package, each with an operation of its own', async () => {
  let former: string
  {
    await using project = await makeLargerProject(3)
    former = project.folder

    const { text } = await measureBundle("export { createClient } from 'doubao-client'", project.folder)

    expect(new Set(project.models).size).toBe(3)
    expect(project.models.filter((model) => !text.includes(model))).toEqual([])
    const { text: before } = await measureBundle("export { createClient } from 'doubao-client'", projectRoot)
    const operationsIn = (bundle: string) => bundle.split('"/v1/chat/completions"').length
    expect(operationsIn(text)).toBe(operationsIn(before) + 3)
  }

  expect(existsSync(former)).toBe(false)
})
