import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runChild, type ChildUsage } from './run-child.ts'

/** Runs a script of a project's package.json that is one of `node`, as it stands there, and without npm. */
export async function runScript(name: 'contract' | 'generate' | 'start', root: string): Promise<ChildUsage> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<typeof name, string>
  }
  const [, ...words] = scripts[name].split(' ')
  return runChild(words, root)
}
