import { enableCompileCache } from 'node:module'
import { join } from 'node:path'

const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/doubao-client/compiled')

/** Keeps what Node compiles from here on, in this process and in those that it starts, so that the next run loads it. */
export function keepCompiled(): void {
  enableCompileCache(FOLDER)
  process.env['NODE_COMPILE_CACHE'] = FOLDER
}
