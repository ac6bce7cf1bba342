import { processRuntime } from './process-runtime.ts'

/** With the rights of a careful user: this host's network, and `node_modules/` as npm left it. */
export const deno = processRuntime({
  id: 'deno',
  program: process.platform === 'win32' ? 'deno/deno.exe' : 'deno/deno',
  words: ['run', '--no-prompt', '--no-remote', '--node-modules-dir=manual', '--allow-net=127.0.0.1'],
  env: { DENO_NO_UPDATE_CHECK: '1' },
})
