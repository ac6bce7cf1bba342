import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runNpm } from '../package/run-program.ts'
import { projectRoot } from '../run-command.ts'

/** Exact versions, with their lock. */
const VERSIONS = join(projectRoot, 'scripts/runtimes/versions')

/** Outside `npm ci`: they take a gigabyte. */
export const INSTALLED = join(projectRoot, 'node_modules/.cache/runtimes')

/** Says which lock file the folder was installed from. npm removes it when it begins anew. */
const MARK = join(INSTALLED, 'node_modules', '.installed-from.json')

/** Whether everything is there in the versions that the project names. */
export async function areRuntimesInstalled(): Promise<boolean> {
  const lock = await readFile(join(VERSIONS, 'package-lock.json'), 'utf8')
  return (await readFile(MARK, 'utf8').catch(() => '')) === lock
}

/** Installs every runtime that npm has for this machine. */
export async function installRuntimes(): Promise<void> {
  await mkdir(INSTALLED, { recursive: true })
  for (const file of ['package.json', 'package-lock.json']) await cp(join(VERSIONS, file), join(INSTALLED, file))
  await runNpm(['ci', '--no-audit', '--no-fund'], { cwd: INSTALLED, timeoutMilliseconds: 900_000 })
  await writeFile(MARK, await readFile(join(VERSIONS, 'package-lock.json')))
}
