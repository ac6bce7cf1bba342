import { processRuntime } from './process-runtime.ts'

/** Its package calls the program so on every system. */
export const bun = processRuntime({ id: 'bun', program: 'bun/bin/bun.exe', words: ['run', '--no-install'] })
