import { execFile } from 'node:child_process'

export interface ProgramResult {
  /** Exit status; -1 where the program could not start, was killed, or ran out of time. */
  status: number
  output: string
  /** What it wrote to standard error, or why it did not run. */
  errorOutput: string
}

export interface ProgramOptions {
  cwd?: string
  /** Over this process's own environment. */
  env?: Record<string, string>
  timeoutMilliseconds?: number
}

/** Runs a program to its end. Never rejects. */
export function runProgram(
  file: string,
  words: readonly string[],
  options: ProgramOptions = {},
): Promise<ProgramResult> {
  const { cwd, env = {}, timeoutMilliseconds = 60_000 } = options
  return new Promise((resolve) => {
    execFile(
      file,
      words,
      { cwd, env: { ...process.env, ...env }, timeout: timeoutMilliseconds, maxBuffer: 2 ** 26 },
      (error, output, errorOutput) => {
        const status = error === null ? 0 : typeof error.code === 'number' ? error.code : -1
        const reason = error?.killed ? `killed after ${String(timeoutMilliseconds)} ms` : (error?.message ?? '')
        resolve({ status, output, errorOutput: status === -1 ? `${errorOutput}\n${reason}`.trim() : errorOutput })
      },
    )
  })
}

/** Runs npm to its end. What it wrote to standard output; an exit status other than 0 is an error with the reason. */
export async function runNpm(words: readonly string[], options: ProgramOptions = {}): Promise<string> {
  const { status, output, errorOutput } = await runProgram('npm', words, { timeoutMilliseconds: 300_000, ...options })
  if (status !== 0) throw new Error(`npm ${words.join(' ')}: ${reasonIn(`${output}\n${errorOutput}`)}`)
  return output
}

/** A script's last lines, and npm's own first ones: those that come later explain npm. */
function reasonIn(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() && !/^npm (warn|notice)/.test(line))
  const own = lines.filter((line) => !line.startsWith('npm error'))
  const npms = lines.filter((line) => line.startsWith('npm error'))
  return [...own.slice(-20), ...npms.slice(0, 5)].join('\n')
}
