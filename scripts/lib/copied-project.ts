import { execFile } from 'node:child_process'
import { cp, symlink } from 'node:fs/promises'
import { join } from 'node:path'
import { readNodeWords } from './npm-script.ts'
import { projectRoot } from './run-command.ts'
import { makeTemporaryProject, type TemporaryProject } from './temporary-project.ts'

/** Copies all that the commands need, specs and generated code included, for a test to break. */
export async function copyProject(): Promise<TemporaryProject> {
  const project = await makeTemporaryProject()
  for (const path of [
    'src',
    'scripts',
    'contract-tests',
    'package.json',
    'README.md',
    'tsconfig.json',
    '.prettierrc.json',
  ]) {
    await cp(join(projectRoot, path), join(project.root, path), { recursive: true })
  }
  await symlink(join(projectRoot, 'node_modules'), join(project.root, 'node_modules'))
  return project
}

/** Runs a command of the copy, or of another root, as its npm script does. */
export async function runScript({ root }: Pick<TemporaryProject, 'root'>, command: string, ...options: string[]) {
  const words = [...(await readNodeWords(root, command)), ...options]
  return new Promise<{ status: number; output: string }>((resolve) => {
    const child = execFile(process.execPath, words, { cwd: root }, (_, stdout, stderr) => {
      resolve({ status: child.exitCode ?? -1, output: stdout + stderr })
    })
  })
}
