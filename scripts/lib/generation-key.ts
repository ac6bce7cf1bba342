import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Project } from './project.ts'
import { sha256 } from './lock.ts'
import { MAX_PAGE_BYTES } from './page-text.ts'
import { readIfPresent, sizeIfPresent } from './read-at-once.ts'
import { projectRoot } from './run-command.ts'
import type { Source } from './sources.ts'

/**
 * Every module and every setting of ours that takes part in generating stands below one of these. More do: a needless new
 * key costs seconds.
 */
export const GENERATOR_FOLDERS = ['scripts/lib', 'contract-tests/engine', 'contract-tests/support']

/** What the generator is beside its modules: which packages there are, and what they take from the project. */
const SETTINGS = ['package.json', 'package-lock.json', 'node_modules/.package-lock.json', 'tsconfig.json']

/** A hash of all that turns specs into code: our modules, the packages and Node. */
export function fingerprintGenerator(root = projectRoot): string {
  const modules = GENERATOR_FOLDERS.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((path) => /\.(ts|mjs|json)$/.test(path) && !path.endsWith('.test.ts'))
      .sort()
      .map((path) => join(folder, path)),
  )
  const hash = createHash('sha256').update(process.version)
  for (const path of [...modules, ...SETTINGS]) {
    const bytes = readIfPresent(join(root, path))
    hash.update(JSON.stringify([path, bytes?.byteLength])).update(bytes ?? '')
  }
  return hash.digest('hex')
}

/**
 * A hash of all that the client of one spec is made from; undefined where a file of it is not there, or is larger than
 * such files may be. Where the source stands in the list takes no part, so that a new one above it changes nothing.
 */
export function keyOfSpec(
  { root, lock, overlays: { listed, strength } }: Project,
  { line: _line, ...source }: Source,
  generator: string,
): string | undefined {
  const page = hashFile(join(root, source.pageFile))
  const spec = hashFile(join(root, source.specFile))
  if (page === undefined || spec === undefined) return undefined
  const overlays = source.overlays.map((name) => listed.get(name)?.sha256)
  return sha256(JSON.stringify([generator, source, lock.specs[source.id], page, spec, overlays, strength.sha256]))
}

function hashFile(path: string): string | undefined {
  const size = sizeIfPresent(path)
  const bytes = size !== undefined && size <= MAX_PAGE_BYTES ? readIfPresent(path) : undefined
  return bytes && sha256(bytes)
}
