import { cp, symlink } from 'node:fs/promises'
import { join } from 'node:path'
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
