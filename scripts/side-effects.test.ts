import { expect, it } from 'vitest'
import { projectRoot } from './lib/run-command.ts'
import { measureBundle } from './lib/size/measure-bundle.ts'

it.each([
  'doubao-client',
  'doubao-client/core',
  'doubao-client/undici',
  'doubao-client/gateways/anyfast',
  'doubao-client/generated/runtime',
  'doubao-client/generated/anyfast/doubao-seed-evolving',
])('an application that imports %s and uses nothing of it bundles nothing', async (name) => {
  const { text } = await measureBundle(`import ${JSON.stringify(name)}`, projectRoot)

  expect(text).toBe('')
})

it('what an application does not use of the package is not bundled', async () => {
  const { modules } = await measureBundle("export { RateLimitError } from 'doubao-client'", projectRoot)

  const paths = modules.map(([path]) => path)
  expect(paths).toContain('src/errors/errors.ts')
  expect(paths.filter((path) => !path.startsWith('src/errors/'))).toEqual([])
})
