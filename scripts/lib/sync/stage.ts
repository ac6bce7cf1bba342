import { renameSync } from 'node:fs'
import { cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative, sep } from 'node:path'
import { InputError } from '../input-error.ts'
import { LOCK_FILE } from '../lock.ts'
import { listFiles } from '../list-files.ts'
import { SyncError } from './outcome.ts'

const SPECS_FOLDER = 'specs'

/** The folder of a stage is named so, then for its process. */
const STAGE_NAME = '.sync-'

/** Where, in a stage's folder, specs/ goes when the copy takes its place. */
const FORMER_NAME = 'former'

/** A copy of specs/ in which everything is tried out before anything of the real one changes. */
export interface Stage extends AsyncDisposable {
  /** Holds the copy as `specs/`. */
  root: string
  write: (path: string, content: Buffer | string) => Promise<void>
  remove: (path: string) => Promise<void>
  /** What differs from the real one, by path below `specs/`, sorted. */
  differences: () => Promise<string[]>
  /** Puts the copy in the place of the real one, as a whole; rejects where that changed since it was copied. */
  commit: () => Promise<void>
}

/**
 * Copies specs/ of the project, or of `out` where a sync was there before, together with the files that people keep in
 * the project.
 *
 * @param isWritten whether `commit` will be called: a copy that stays out of sight stands among temporary files
 */
export async function createStage(project: string, out: string, isWritten: boolean): Promise<Stage> {
  const target = join(out, SPECS_FOLDER)
  const specs = join(project, SPECS_FOLDER)
  if (`${out}${sep}`.startsWith(`${specs}${sep}`)) {
    throw new InputError('is specs/ or below it, which is what is copied: write elsewhere', { file: out })
  }
  await Promise.all([...new Set([project, out])].map((folder) => refuseLinks(folder)))
  if (isWritten) await mkdir(out, { recursive: true })
  const copied = await readTimes(target)
  const root = await mkdtemp(join(isWritten ? out : tmpdir(), `${STAGE_NAME}${String(process.pid)}-`))
  const base = (await isThere(join(out, LOCK_FILE))) ? out : project
  await cp(join(base, SPECS_FOLDER), join(root, SPECS_FOLDER), { recursive: true })
  if (base !== project) await copyHandKept(project, root)
  return {
    root,
    write: async (path, content) => {
      await mkdir(dirname(join(root, path)), { recursive: true })
      await writeFile(join(root, path), content)
    },
    remove: (path) => rm(join(root, path), { force: true }),
    differences: () => compareFolders(target, join(root, SPECS_FOLDER)),
    commit: async () => {
      if ((await readTimes(target)) !== copied) {
        throw new SyncError(`${target} was changed by somebody else meanwhile, and stays so: run it again`)
      }
      await exchange(target, join(root, SPECS_FOLDER), join(root, FORMER_NAME))
    },
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  }
}

/**
 * Clears away what syncs that were killed left in a folder. One that was killed between its two renames had taken specs/
 * away: it is put back.
 */
export async function clearInterrupted(out: string): Promise<void> {
  const left = (await readdir(out).catch(() => [])).filter(
    (name) => name.startsWith(STAGE_NAME) && !isRunning(processOf(name)),
  )
  for (const name of left) {
    const former = join(out, name, FORMER_NAME)
    if (!(await isThere(join(out, SPECS_FOLDER))) && (await isThere(former))) {
      renameSync(former, join(out, SPECS_FOLDER))
    }
    await rm(join(out, name), { recursive: true, force: true })
  }
}

function processOf(name: string): number {
  return Number(name.slice(STAGE_NAME.length).split('-')[0])
}

function isRunning(id: number): boolean {
  try {
    return process.kill(id, 0)
  } catch {
    return false
  }
}

/** What a link leads to is no copy: whatever is written to it is written for good. */
async function refuseLinks(folder: string): Promise<void> {
  const specs = join(folder, SPECS_FOLDER)
  const self = await lstat(specs).catch(() => undefined)
  const below = self?.isDirectory() ? await readdir(specs, { recursive: true, withFileTypes: true }) : []
  const link = below.find((entry) => entry.isSymbolicLink())
  if (!link && !self?.isSymbolicLink()) return
  const file = link ? relative(folder, join(link.parentPath, link.name)) : SPECS_FOLDER
  throw new InputError('is a symbolic link, and specs/ is replaced as a whole: put the files there', { file })
}

/** Differs once any file below a folder was written, added or removed. */
async function readTimes(folder: string): Promise<string> {
  const files = (await listFiles(folder)).map(async (path) => {
    const { mtimeMs, size, ino } = await stat(join(folder, path))
    return `${path} ${String(mtimeMs)} ${String(size)} ${String(ino)}`
  })
  return (await Promise.all(files)).join('\n')
}

/** Files at the top of specs/ but for what commands write there, and the overlays. */
async function copyHandKept(project: string, root: string): Promise<void> {
  const entries = await readdir(join(project, SPECS_FOLDER), { withFileTypes: true })
  const names = entries.filter((entry) => entry.isFile() && entry.name.endsWith('.yaml')).map(({ name }) => name)
  await rm(join(root, SPECS_FOLDER, 'overlays'), { recursive: true, force: true })
  for (const name of [...names, 'overlays']) {
    await cp(join(project, SPECS_FOLDER, name), join(root, SPECS_FOLDER, name), { recursive: true })
  }
}

async function compareFolders(before: string, after: string): Promise<string[]> {
  const paths = new Set([...(await listFiles(before)), ...(await listFiles(after))])
  const differ = await Promise.all(
    [...paths].map(async (path) => {
      const [old, fresh] = await Promise.all([before, after].map((folder) => readBytes(join(folder, path))))
      return old && fresh && old.equals(fresh) ? [] : [path]
    }),
  )
  return differ.flat().sort()
}

/** Two renames at once, so that no signal comes between; the first is taken back where the second fails. */
async function exchange(target: string, fresh: string, former: string): Promise<void> {
  const isReplaced = await isThere(target)
  if (isReplaced) renameSync(target, former)
  try {
    renameSync(fresh, target)
  } catch (error) {
    if (isReplaced) renameSync(former, target)
    throw error
  }
}

function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function readBytes(path: string): Promise<Buffer | undefined> {
  return readFile(path).catch(() => undefined)
}
