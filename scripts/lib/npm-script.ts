import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { runProgram } from './package/run-program.ts'

/** What a script of a project's package.json has `node` do: its options and the program. */
export async function readNodeWords(root: string, script: string): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
    scripts: Partial<Record<string, string>>
  }
  const [program, ...words] = scripts[script]?.split(' ') ?? []
  if (program !== 'node') throw new Error(`package.json has no script \`${script}\` that is one of node`)
  return words
}

/** Runs a script of a project's package.json that is one of `node`, and gives all that it wrote. */
export async function runScript({ root }: { root: string }, script: string, ...options: string[]) {
  const words = [...(await readNodeWords(root, script)), ...options]
  // How long it may take is for the test to say.
  const { status, output, errorOutput } = await runProgram(process.execPath, words, {
    cwd: root,
    timeoutMilliseconds: 0,
  })
  return { status, output: output + errorOutput }
}
