import * as fc from 'fast-check'
import { onlyTypedErrors, type AskWith } from '../../../contract-tests/support/fuzz/only-typed-errors.ts'
import { measureMemory, toMebibytes } from './memory.ts'
import { withBounds, type PartResult } from './part-result.ts'

export interface FuzzOptions {
  seed: number
  seconds: number
  /** The client; ours unless said. */
  ask?: AskWith
}

/** The part of the time after which all code was used once. */
const WARM_UP = 0.2

/** Random bytes: answers that were changed at random, for so many seconds. */
export async function measureFuzz({ seed, seconds, ...options }: FuzzOptions): Promise<PartResult> {
  const problems: string[] = []
  const sizes: number[] = []
  let runs = 0
  for (const [round, part] of [WARM_UP, (1 - WARM_UP) / 2, (1 - WARM_UP) / 2].entries()) {
    const details = await fc.check(onlyTypedErrors(options), {
      seed: seed + round,
      numRuns: 1e9,
      interruptAfterTimeLimit: seconds * part * 1_000,
    })
    runs += details.numRuns
    sizes.push(await measureMemory())
    // Where it was stopped by its time alone there is no counterexample.
    if (details.counterexample) problems.push(`${String(details.errorInstance)}\n${fc.defaultReportMessage(details)}`)
    if (problems.length > 0) break
  }
  const [, middle = NaN, end = middle] = sizes
  const growth = problems.length > 0 ? 0 : Math.max(0, toMebibytes(end - middle))
  return withBounds(
    [
      { name: 'changed answers', value: runs, unit: '' },
      { name: 'hangs, untyped errors and unhandled rejections', value: problems.length, unit: '', atMost: 0 },
      { name: 'growth of memory over the last half', value: growth, unit: 'MiB', atMost: 4 },
      { name: 'seed', value: seed, unit: '' },
    ],
    problems,
  )
}
