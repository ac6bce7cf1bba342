import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runNpm } from './run-program.ts'

/** A project of somebody else's, which installed the package. `await using` removes it. */
export interface ConsumerProject extends AsyncDisposable {
  folder: string
  write: (path: string, text: string) => Promise<void>
}

/** Installs a tarball into an empty temporary folder, dependencies from the registry and no install scripts. */
export async function makeConsumerProject(tarball: string): Promise<ConsumerProject> {
  const folder = await mkdtemp(join(tmpdir(), 'doubao-client-consumer-'))
  const write = (path: string, text: string) => writeFile(join(folder, path), text)
  await write('package.json', JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  await runNpm(['install', '--ignore-scripts', '--no-audit', '--no-fund', resolve(tarball)], { cwd: folder })
  return { folder, write, [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }) }
}
