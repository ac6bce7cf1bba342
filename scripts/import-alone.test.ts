import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { runProgram } from './lib/package/run-program.ts'
import { projectRoot } from './lib/run-command.ts'
import { SOURCE_CONDITION } from './lib/package/published-manifest.ts'

// Node compiles its own undici, a hundred modules, when somebody first looks at `Headers`, `Request` and the like. Counted
// and not timed, so that a busy machine changes nothing. From a bundle: to run TypeScript, Node loads most of itself.
const PROBE = `
  const lookUps = []
  const { get, value } = Object.getOwnPropertyDescriptor(globalThis, 'fetch')
  const lookUp = () => (lookUps.push('fetch'), get ? get.call(globalThis) : value)
  Object.defineProperty(globalThis, 'fetch', { get: lookUp, configurable: true })
  const before = new Set(process.moduleLoadList)
  await import('./module.mjs')
  const loaded = process.moduleLoadList.filter((name) => !before.has(name))
  process.stdout.write(JSON.stringify({ lookUps, loaded }))`

it('importing the package does not touch fetch, and loads nothing of Node’s, least of all its undici', async () => {
  const module = await bundleAll("export * from 'doubao-client'")

  expect(module).toContain('createClient')
  expect(await importAlone(module)).toEqual({ lookUps: [], loaded: [] })
})

it.each([
  ['fetch', 'export const send = fetch', ['fetch'], 0],
  ['Headers', 'export const headers = new Headers()', [], 1],
])('a module that touches %s would be noticed', async (_, module, lookUps, undicis) => {
  const found = await importAlone(module)

  expect(found.lookUps).toEqual(lookUps)
  expect(found.loaded.filter((name) => name.includes('undici'))).toHaveLength(undicis)
})

/** One module of all that a program imports. Nothing is left out, be it used or not: Node leaves nothing out either. */
async function bundleAll(contents: string): Promise<string> {
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: projectRoot },
    bundle: true,
    format: 'esm',
    conditions: [SOURCE_CONDITION],
    treeShaking: false,
    ignoreAnnotations: true,
    write: false,
  })
  return outputFiles[0]?.text ?? ''
}

/** Imports a module in a Node of its own. */
async function importAlone(module: string): Promise<{ lookUps: string[]; loaded: string[] }> {
  const folder = await mkdtemp(join(tmpdir(), 'doubao-client-import-'))
  try {
    await writeFile(join(folder, 'module.mjs'), module)
    await writeFile(join(folder, 'probe.mjs'), PROBE)
    const { output, errorOutput } = await runProgram(process.execPath, ['probe.mjs'], { cwd: folder })
    expect(errorOutput).toBe('')
    return JSON.parse(output) as { lookUps: string[]; loaded: string[] }
  } finally {
    await rm(folder, { recursive: true })
  }
}
