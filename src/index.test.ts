import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import * as entry from 'doubao-client'
import { expect, test } from 'vitest'

/** Runs an ES module in a Node.js of its own, where nothing has been imported yet, and returns what it printed. */
async function runModule(source: string): Promise<string> {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--conditions=doubao-client-source', '--input-type=module', '--eval', source],
    { cwd: new URL('..', import.meta.url) },
  )
  return stdout
}

test('the package exports these values and no others', () => {
  expect(Object.keys(entry).sort()).toEqual([
    'APIConnectionError',
    'APIError',
    'APITimeoutError',
    'AuthenticationError',
    'BadRequestError',
    'DoubaoError',
    'InternalServerError',
    'NotFoundError',
    'PermissionDeniedError',
    'RateLimitError',
    'StreamError',
    'UnexpectedResponseError',
    'createClient',
  ])
})

test('importing the package and making a client looks up neither fetch nor the environment', async () => {
  // The runtime itself looks at its environment to import a file: only what the package's files look at counts.
  const source = `
    const lookUps = []
    const noteLookUp = (_, name) => void (/\\.[jt]s:\\d/.test(new Error().stack) && lookUps.push(name))
    process.env = new Proxy({}, { get: noteLookUp, has: noteLookUp, ownKeys: noteLookUp })
    Object.defineProperty(globalThis, 'fetch', { get: () => noteLookUp({}, 'fetch') })
    const { createClient } = await import('doubao-client')
    createClient({ gateway: 'anyfast', apiKey: 'a-key' })
    process.stdout.write(JSON.stringify(lookUps))`

  const output = await runModule(source)

  expect(JSON.parse(output)).toEqual([])
})

test('importing the package changes no global and leaves nothing to wait for', async () => {
  const source = `
    const readGlobals = () => Reflect.ownKeys(globalThis).map((key) => [key, globalThis[key]])
    readGlobals() // some of the runtime's own come to be when they are read
    const before = readGlobals()
    const resources = process.getActiveResourcesInfo().length
    await import('doubao-client')
    const isUnchanged =
      Reflect.ownKeys(globalThis).length === before.length &&
      before.every(([key, value]) => Object.is(globalThis[key], value))
    process.stdout.write(JSON.stringify([isUnchanged, process.getActiveResourcesInfo().length - resources]))`

  const output = await runModule(source)

  expect(JSON.parse(output)).toEqual([true, 0])
})
