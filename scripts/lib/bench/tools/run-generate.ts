import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runChild, type ChildUsage } from './run-child.ts'

/** Runs `npm run generate` of a project, with the same settings of Node, and without npm. */
export async function runGenerate(root: string): Promise<ChildUsage> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: { generate: string }
  }
  const [, ...words] = scripts.generate.split(' ')
  return runChild(words, root)
}
