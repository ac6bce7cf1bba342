import type { Measurement } from '../measurement.ts'
import type { ChildUsage } from './run-child.ts'

/** Someone who does the thing that is measured. */
export interface ToolContestant {
  name: string
  /** What has to be so before each run, such as an empty folder; not measured. */
  prepare?: (round: number) => Promise<void>
  run: () => Promise<ChildUsage>
}

/** What each contestant took, by its name, one entry a round. */
export type RoundResults = ReadonlyMap<string, ChildUsage[]>

/** Has every contestant run once in every round, each round beginning with another one. */
export async function runRounds(
  contestants: readonly ToolContestant[],
  rounds: number,
  onProgress?: (text: string) => void,
): Promise<RoundResults> {
  const results = new Map(contestants.map(({ name }) => [name, [] as ChildUsage[]]))
  for (let round = 0; round < rounds; round += 1) {
    const first = round % Math.max(contestants.length, 1)
    for (const contestant of [...contestants.slice(first), ...contestants.slice(0, first)]) {
      onProgress?.(`${contestant.name}: round ${String(round + 1)} of ${String(rounds)}`)
      await contestant.prepare?.(round)
      results.get(contestant.name)?.push(await contestant.run())
    }
  }
  return results
}

/** The values of a measurement: one figure of every run, divided by the number of things that were made in it. */
export function valuesOf(
  results: RoundResults,
  figure: keyof ChildUsage,
  divisors: Readonly<Record<string, number>> = {},
): Measurement['values'] {
  return Object.fromEntries(
    [...results].map(([name, usages]) => [name, usages.map((usage) => usage[figure] / (divisors[name] ?? 1))]),
  )
}

/** A note on the most memory that each contestant held: the median of its rounds. */
export function memoryNote(results: RoundResults): string {
  const peaks = [...results].flatMap(([name, usages]) => {
    const sorted = usages.map(({ peakMiB }) => peakMiB).sort((one, other) => one - other)
    const median = sorted[Math.floor(sorted.length / 2)] ?? NaN
    return Number.isNaN(median) ? [] : [`${name} ${median.toFixed(0)} MiB`]
  })
  return `Peak memory of the process: ${peaks.join(', ')}.`
}
