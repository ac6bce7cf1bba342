import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a script of a project's package.json has `node` do: its options and the program. */
export async function readNodeWords(root: string, script: string): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Partial<Record<string, string>>
  }
  const [program, ...words] = scripts[script]?.split(' ') ?? []
  if (program !== 'node') throw new Error(`package.json has no script \`${script}\` that is one of node`)
  return words
}
