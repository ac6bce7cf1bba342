import { expect, it } from 'vitest'
import { catalog } from '../generated/catalog.gen.ts'
import { loadedFilesProgram } from './lib/package/loaded-files-program.ts'
import { runProgram } from './lib/package/run-program.ts'
import { projectRoot } from './lib/run-command.ts'
import { measureBundle } from './lib/size/measure-bundle.ts'

/** 33 are needed today, beside those of the gateways; a few more are no matter, twice as many would be. */
const MAX_MODULES = 40

/** What comes of the docs: a module a gateway, and one a spec. Their number is the docs' matter. */
const OF_GATEWAY = /^generated\/[^/]+\/(gateway\.gen\.ts|[^/]+\/sdk\.gen\.ts)$/

it('the package is made of few modules, beside one for each gateway and one for each of its specs', async () => {
  const modules = await listLoaded('doubao-client')
  const ofGateways = modules.filter((path) => OF_GATEWAY.test(path))

  const operations = Object.values(catalog).flatMap(({ models }) => Object.values<unknown>(models))
  expect(modules).toContain('src/index.ts')
  expect(modules.length - ofGateways.length).toBeLessThanOrEqual(MAX_MODULES)
  expect(ofGateways).toHaveLength(Object.keys(catalog).length + new Set(operations).size)
})

it('a gateway is its own module and those of its operations', async () => {
  expect(await listLoaded('doubao-client/gateways/anyfast')).toEqual([
    'generated/anyfast/doubao-seed-evolving/sdk.gen.ts',
    'generated/anyfast/gateway.gen.ts',
  ])
})

it('the facade for one gateway bundles none by itself', async () => {
  const { modules } = await measureBundle("export { createGatewayClient } from 'doubao-client/core'", projectRoot)

  const paths = modules.map(([path]) => path)
  expect(paths).toContain('src/create-client.ts')
  expect(paths.filter((path) => OF_GATEWAY.test(path) || path.includes('catalog'))).toEqual([])
})

/** The files that Node reads to import a module of the package, from the project's root. */
async function listLoaded(name: string): Promise<string[]> {
  const program = loadedFilesProgram(name)
  const words = ['--conditions=doubao-client-source', '--input-type=module', '--eval', program]
  const { output, errorOutput } = await runProgram(process.execPath, words, { cwd: projectRoot })
  expect(errorOutput).toBe('')
  const root = new URL('..', import.meta.url).href
  return (JSON.parse(output) as string[]).map((url) => url.replace(root, '')).sort()
}
