import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { buildExample } from '../lib/runtimes/build-example.ts'
import { runProgram } from '../lib/package/run-program.ts'
import type { Runtime } from './runtime.ts'

/** A runtime that is a program of its own. */
export interface ProcessRuntime {
  id: string
  /** Path from `node_modules/`. */
  program: string
  /** What stands before the name of the file to run. */
  words?: string[]
  env?: Record<string, string>
}

/** Its output's last line is the example's. */
export function processRuntime({ id, program, words = [], env = {} }: ProcessRuntime): Runtime {
  const pathOf = (installed: string) => join(installed, 'node_modules', program)
  return {
    id,
    find: async (installed) => {
      if (!existsSync(pathOf(installed))) return { reason: `not installed, or not made for ${thisMachine}` }
      const { output, errorOutput } = await runProgram(pathOf(installed), ['--version'])
      const version = /\d+\.\d+\.\d+/.exec(output)?.[0]
      return version === undefined ? { reason: `does not start: ${errorOutput}` } : { version }
    },
    run: async ({ folder, baseURL, installed }) => {
      const file = await buildExample('process', folder)
      const { status, output, errorOutput } = await runProgram(pathOf(installed), [...words, file, baseURL], {
        cwd: folder,
        // NODE_OPTIONS may carry this project's own conditions.
        env: { NODE_OPTIONS: '', ...env },
      })
      if (status !== 0) throw new Error(`exit status ${String(status)}: ${errorOutput.trim()}`)
      return JSON.parse(output.trim().split('\n').at(-1) ?? '') as unknown
    },
  }
}

const thisMachine = `${process.platform} on ${process.arch}`
