import Table from 'cli-table3'
import { isFailure, type RuntimeResult } from './run-runtime.ts'

/** One row a runtime; the reason where it is not there. */
export function renderRuntimes(results: readonly RuntimeResult[]): string {
  const table = new Table({ head: ['runtime', 'version', 'JSON', 'stream', 'time'], style: { head: [], border: [] } })
  for (const result of results) {
    if ('reason' in result) table.push([result.runtime, { colSpan: 4, content: `absent: ${result.reason}` }])
    else {
      const { runtime, version, problems, milliseconds } = result
      const time = { content: `${String(milliseconds)} ms`, hAlign: 'right' } as const
      table.push([runtime, version, problems.json ? 'FAILED' : 'ok', problems.stream ? 'FAILED' : 'ok', time])
    }
  }
  return table.toString()
}

/** One line a problem, and one that sums up. */
export function renderProblems(results: readonly RuntimeResult[]): string {
  const { passed, failed, absent } = countResults(results)
  const lines = results.flatMap((result) => {
    if ('reason' in result) return []
    return Object.entries(result.problems).map(([call, problem]) => `${result.runtime}, ${call}: ${problem}`)
  })
  return [...lines, `${String(passed)} passed, ${String(failed)} failed, ${String(absent)} absent`].join('\n')
}

/** How many runtimes did how. */
export function countResults(results: readonly RuntimeResult[]): Record<'passed' | 'failed' | 'absent', number> {
  const absent = results.filter((result) => 'reason' in result).length
  const failed = results.filter(isFailure).length
  return { passed: results.length - absent - failed, failed, absent }
}
