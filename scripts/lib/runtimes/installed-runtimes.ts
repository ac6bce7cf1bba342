import { lockedFolder } from '../locked-folder.ts'

/** Every runtime that npm has for this machine, outside `npm ci`: they take a gigabyte. */
export const installedRuntimes = lockedFolder('runtimes', 'scripts/runtimes/versions')
