/** Families of mutants that are scored. */
export const FAMILIES = ['A', 'B', 'json', 'stream'] as const

/** `A` and `B`: classes of spec mutants; `json` and `stream`: mutants of answers. */
export type Family = (typeof FAMILIES)[number]

/** One mutant after it was played. */
export interface ScoredMutant {
  family: Family
  spec: string
  operator: string
  pointer: string
  detail: string
  /** What noticed it; undefined for a survivor. */
  killedBy: string | undefined
  /** What that check said. */
  message: string | undefined
  /** Why a survivor cannot be noticed, as far as that is known. */
  reason: string | undefined
}

/** How many of how many. */
export interface Score {
  killed: number
  total: number
  /** From 0 to 1; 1 of nothing. */
  share: number
}

/** Counts the mutants that were noticed. */
export function scoreOf(mutants: readonly Pick<ScoredMutant, 'killedBy'>[]): Score {
  const killed = mutants.filter(({ killedBy }) => killedBy !== undefined).length
  const total = mutants.length
  return { killed, total, share: total === 0 ? 1 : killed / total }
}

/** A score for each value of a key, in the order of the mutants. */
export function scoresBy(
  mutants: readonly ScoredMutant[],
  keyOf: (mutant: ScoredMutant) => string,
): Record<string, Score> {
  const groups = new Map<string, ScoredMutant[]>()
  for (const mutant of mutants) groups.set(keyOf(mutant), [...(groups.get(keyOf(mutant)) ?? []), mutant])
  return Object.fromEntries([...groups].map(([key, group]) => [key, scoreOf(group)]))
}

/** A share in per cent, rounded down: 100 % is all of them. */
export function percent({ share }: Pick<Score, 'share'>): string {
  return `${(Math.floor(share * 1000) / 10).toFixed(1)} %`
}
