import { readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { expect, it } from 'vitest'
import { copyProject } from './copied-project.ts'
import { fingerprintGenerator, GENERATOR_FOLDERS } from './generation-key.ts'
import { projectRoot } from './run-command.ts'

it('takes in every module of ours that generating imports', async () => {
  const modules = await listModules(join(projectRoot, 'scripts/lib/generate-spec.ts'))

  const outside = [...modules].filter((path) => !GENERATOR_FOLDERS.some((folder) => path.startsWith(`${folder}/`)))

  expect(modules.size).toBeGreaterThan(30)
  expect(outside).toEqual([])
})

it.each([
  'scripts/lib/schema-names.ts',
  'scripts/lib/compiler.mjs',
  'scripts/lib/generator-settings.json',
  'contract-tests/engine/validator.ts',
  'package.json',
])('is another one when %s changes', async (path) => {
  await using project = await copyProject()
  const before = fingerprintGenerator(project.root)

  await project.write(path, `${await project.read(path)}\n`)

  expect(fingerprintGenerator(project.root)).not.toBe(before)
})

it('is the same one when a test changes', async () => {
  await using project = await copyProject()
  const before = fingerprintGenerator(project.root)

  await project.write('scripts/lib/sources.test.ts', '')

  expect(fingerprintGenerator(project.root)).toBe(before)
})

/** A module and all that it imports by a relative path, from the project's root. */
async function listModules(path: string, seen = new Set<string>()): Promise<Set<string>> {
  const name = relative(projectRoot, path)
  if (seen.has(name)) return seen
  seen.add(name)
  for (const [, specifier = ''] of (await readFile(path, 'utf8')).matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)) {
    await listModules(join(dirname(path), specifier), seen)
  }
  return seen
}
