import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import { projectRoot } from './run-command.ts'

/** A copy of this project's specs/ and generated/ for a test to change. Paths count from its root. */
export interface TemporaryProject extends AsyncDisposable {
  root: string
  read: (path: string) => Promise<string>
  write: (path: string, text: string) => Promise<void>
  remove: (path: string) => Promise<void>
  /** Replaces the first place of a text and resolves to its line; a text that is not there is an error. */
  edit: (path: string, before: string, after: string) => Promise<number>
  /** Every file with its content, to show that nothing else changed. */
  snapshot: () => Promise<Map<string, string>>
}

/** Copies the project's data to a temporary folder, which `await using` removes. */
export async function makeTemporaryProject(): Promise<TemporaryProject> {
  const root = await mkdtemp(join(tmpdir(), 'doubao-client-test-'))
  for (const folder of ['specs', 'generated']) {
    await cp(join(projectRoot, folder), join(root, folder), { recursive: true })
  }
  const read = (path: string) => readFile(join(root, path), 'utf8')
  const write = async (path: string, text: string) => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), text)
  }
  return {
    root,
    read,
    write,
    remove: (path) => rm(join(root, path)),
    edit: async (path, before, after) => {
      const text = await read(path)
      const start = text.indexOf(before)
      if (start < 0) throw new Error(`${path} does not hold ${JSON.stringify(before)}`)
      await write(path, text.slice(0, start) + after + text.slice(start + before.length))
      return text.slice(0, start).split('\n').length
    },
    snapshot: () => readFolder(root),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }),
  }
}

/** Latin-1 keeps every byte apart. */
async function readFolder(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const files = paths.sort().map(async (path) => {
    return [relative(folder, path), await readFile(path, 'latin1')] as const
  })
  return new Map(await Promise.all(files))
}
