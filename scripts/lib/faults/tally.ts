import type { Verdict } from '../../../contract-tests/support/faults/judge.ts'

/** Every verdict, the good one first, in the order of the tables. */
export const VERDICTS: readonly Verdict[] = [
  'right',
  'silently wrong',
  'answer lost',
  'sent again',
  'key leaked',
  'hang',
  'crash',
  'wrong facts',
]

/** Verdicts and how often each was given; those that never were are left out. */
export function tally(verdicts: readonly Verdict[]): Map<Verdict, number> {
  const counts = VERDICTS.map((verdict) => [verdict, verdicts.filter((given) => given === verdict).length] as const)
  return new Map(counts.filter(([, count]) => count > 0))
}
