import { join } from 'node:path'
import { build } from 'esbuild'
import { projectRoot } from '../run-command.ts'

/** Compiles a child program into a folder, for a Node that runs no TypeScript: our client comes from its sources. */
export async function buildChild(folder: string, program: string): Promise<string> {
  const outfile = join(folder, 'child.mjs')
  await build({
    entryPoints: [join(projectRoot, program)],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['doubao-client-source'],
    logLevel: 'silent',
  })
  return outfile
}
