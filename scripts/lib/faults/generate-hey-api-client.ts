import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createClient } from '@hey-api/openapi-ts'
import { build } from 'esbuild'
import { HEY_API_BUNDLE } from '../../faults/clients/hey-api.ts'
import { projectRoot } from '../run-command.ts'

/** The effective spec that our own client of this model is made of. */
const DOCUMENT = join(projectRoot, 'generated/anyfast/doubao-seed-evolving/openapi.json')

/**
 * Generates hey-api's own client, its SSE client included, with the generator's default plugins, and compiles it: Node
 * runs no TypeScript below node_modules/.
 */
export async function generateHeyApiClient(folder: string): Promise<void> {
  const path = join(folder, 'hey-api')
  await createClient({
    input: JSON.parse(await readFile(DOCUMENT, 'utf8')) as Record<string, unknown>,
    logs: { level: 'silent', file: false },
    output: path,
    plugins: ['@hey-api/typescript', { name: '@hey-api/client-fetch', bundle: true }, '@hey-api/sdk'],
  })
  await build({
    stdin: { contents: `export * from './sdk.gen'; export { createClient } from './client'`, resolveDir: path },
    outfile: join(folder, HEY_API_BUNDLE),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'es2022',
    logLevel: 'silent',
  })
}
