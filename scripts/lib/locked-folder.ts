import { cp, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runNpm } from './package/run-program.ts'
import { projectRoot } from './run-command.ts'

/** A folder of packages that `npm ci` does not install: exact versions, with a lock file of their own. */
export interface LockedFolder {
  path: string
  /** Whether everything is there in the versions that the project names. */
  isInstalled: () => Promise<boolean>
  /** Installs what npm has for this machine. */
  install: () => Promise<void>
}

/**
 * A folder `node_modules/.cache/<name>`, to be filled with what a package.json and its lock file name.
 *
 * @param versions where these two files stand, seen from the project's root
 */
export function lockedFolder(name: string, versions: string): LockedFolder {
  const path = join(projectRoot, 'node_modules/.cache', name)
  const lockFile = join(projectRoot, versions, 'package-lock.json')
  // Says which lock file the folder was installed from. npm removes it when it begins anew.
  const mark = join(path, 'node_modules', '.installed-from.json')
  return {
    path,
    isInstalled: async () => (await readFile(mark, 'utf8').catch(() => '')) === (await readFile(lockFile, 'utf8')),
    install: async () => {
      await mkdir(path, { recursive: true })
      for (const file of ['package.json', 'package-lock.json']) {
        await cp(join(projectRoot, versions, file), join(path, file))
      }
      await runNpm(['ci', '--no-audit', '--no-fund'], { cwd: path, timeoutMilliseconds: 900_000 })
      await writeFile(mark, await readFile(lockFile))
    },
  }
}
