import { readNodeWords } from '../../npm-script.ts'
import { runChild, type ChildUsage } from './run-child.ts'

/** Runs and measures a script of a project's package.json that is one of `node`, as it stands there, and without npm. */
export async function measureScript(name: string, root: string): Promise<ChildUsage> {
  return runChild(await readNodeWords(root, name), root)
}
