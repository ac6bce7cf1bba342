import { cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { projectRoot } from '../run-command.ts'
import { publishedManifest, type Manifest } from './published-manifest.ts'

/** What the package is built from, or holds as it is. */
const STAGED = ['LICENSE', 'README.md', 'generated', 'package-lock.json', 'src', 'tsconfig.json', 'tsdown.config.ts']

/** A copy of the project that is ready to be built and packed. `await using` removes it. */
export interface StagedPackage extends AsyncDisposable {
  folder: string
  manifest: Manifest
}

/**
 * Copies what the package is made from to a temporary folder, with the package.json that is published. No stale
 * `dist/` can get into the tarball, and the checkout stays as it is.
 */
export async function stagePackage(): Promise<StagedPackage> {
  const temporary = await mkdtemp(join(tmpdir(), 'doubao-client-stage-'))
  // `npm sbom` names the package for its folder.
  const folder = join(temporary, 'doubao-client')
  await mkdir(folder)
  for (const entry of STAGED) await cp(join(projectRoot, entry), join(folder, entry), { recursive: true })
  await symlink(join(projectRoot, 'node_modules'), join(folder, 'node_modules'), 'junction')
  const manifest = publishedManifest(JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as Manifest)
  await writeFile(join(folder, 'package.json'), `${JSON.stringify(manifest, null, 2)}\n`)
  return { folder, manifest, [Symbol.asyncDispose]: () => rm(temporary, { recursive: true, force: true }) }
}
