import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** What {@link writeFiles} did. Paths are those it was given. */
export interface WrittenFiles {
  written: string[]
  unchanged: string[]
  removed: string[]
}

/**
 * Makes files hold the given contents and removes others. A file that holds its content already keeps its time
 * stamp; one that changes is replaced whole, so that no reader ever sees half of it.
 */
export async function writeFiles(
  root: string,
  files: ReadonlyMap<string, string>,
  removed: readonly string[] = [],
): Promise<WrittenFiles> {
  const result: WrittenFiles = { written: [], unchanged: [], removed: [...removed] }
  for (const [path, content] of files) {
    const target = join(root, path)
    if (holds(target, content)) {
      result.unchanged.push(path)
      continue
    }
    await mkdir(dirname(target), { recursive: true })
    // At once, and by a name of our own: another run may write the same file.
    const draft = `${target}.${String(process.pid)}.new`
    writeFileSync(draft, content)
    renameSync(draft, target)
    result.written.push(path)
  }
  for (const path of removed) await rm(join(root, path), { force: true })
  return result
}

/** Read at once: of thousands of files that hold their content already, each would wait for the one before it. */
function holds(path: string, content: string): boolean {
  try {
    return readFileSync(path, 'utf8') === content
  } catch {
    return false
  }
}
