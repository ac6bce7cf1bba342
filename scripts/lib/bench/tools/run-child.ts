import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { runProgram } from '../../package/run-program.ts'
import { projectRoot } from '../../run-command.ts'

/** What one run of a program took. What is not known of one that hands over to another program is NaN. */
export interface ChildUsage {
  /** From its start to its end. */
  wallMs: number
  /** User and system, all threads; without the processes that it starts in its turn. */
  cpuMs: number
  /** The most memory that it held. */
  peakMiB: number
}

const REPORTER = pathToFileURL(join(projectRoot, 'scripts/bench/tools/report-usage.mjs')).href

const TIMEOUT_MS = 600_000

/**
 * Runs a Node program in a process of its own and measures it. Rejects where it ends with another status than 0.
 *
 * @param words what follows `node`
 */
export async function runChild(words: readonly string[], cwd: string): Promise<ChildUsage> {
  const folder = await mkdtemp(join(tmpdir(), 'doubao-client-usage-'))
  try {
    const file = join(folder, 'usage.json')
    const start = performance.now()
    const { status, output, errorOutput } = await runProgram(process.execPath, ['--import', REPORTER, ...words], {
      cwd,
      env: { BENCH_USAGE_FILE: file },
      timeoutMilliseconds: TIMEOUT_MS,
    })
    const wallMs = performance.now() - start
    if (status !== 0) {
      throw new Error(
        `node ${words.join(' ')} ended with ${String(status)}:\n${`${output}${errorOutput}`.slice(-2000)}`,
      )
    }
    const usage = await readFile(file, 'utf8').catch(() => undefined)
    if (usage === undefined) return { wallMs, cpuMs: NaN, peakMiB: NaN }
    return { ...(JSON.parse(usage) as Pick<ChildUsage, 'cpuMs' | 'peakMiB'>), wallMs }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
