import { join } from 'node:path'
import { build } from 'esbuild'
import { projectRoot } from '../run-command.ts'

/**
 * Compiles a child program into a folder, for a Node that runs no TypeScript: our client comes from its sources, and what
 * is imported on demand, into a file of its own.
 */
export async function buildChild(folder: string, program: string): Promise<string> {
  await build({
    entryPoints: [join(projectRoot, program)],
    outdir: folder,
    entryNames: 'child',
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    // For packages of CommonJS.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module'; const require = requireOf(import.meta.url)",
    },
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['doubao-client-source'],
    logLevel: 'silent',
  })
  return join(folder, 'child.mjs')
}
