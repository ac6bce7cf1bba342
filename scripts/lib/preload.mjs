import { enableCompileCache, registerHooks } from 'node:module'
import { join } from 'node:path'

// Runs before a command whose start counts (`node --import`). No TypeScript: Node would load what strips its types, here
// and once only, as it keeps what it made of all modules that come after.
const FOLDER = join(import.meta.dirname, '../../node_modules/.cache/doubao-client/compiled')
enableCompileCache(FOLDER)
// For the processes that the command starts.
process.env['NODE_COMPILE_CACHE'] = FOLDER

// For `import ts from 'typescript'` alone, which is what we and the generator do: it has no other exports.
const COMPILER = new URL('compiler.mjs', import.meta.url).href

registerHooks({
  resolve(specifier, context, nextResolve) {
    const isImported = specifier === 'typescript' && context.conditions.includes('import')
    return isImported ? { url: COMPILER, format: 'module', shortCircuit: true } : nextResolve(specifier, context)
  },
})
