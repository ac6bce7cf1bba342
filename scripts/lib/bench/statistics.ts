/** The middle one of the values, or the mean of the two in the middle; NaN of none. */
export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** The value below which that share of the values lies, interpolated between its neighbours; NaN of none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other)
  const position = (sorted.length - 1) * share
  const below = sorted[Math.floor(position)] ?? NaN
  const above = sorted[Math.ceil(position)] ?? NaN
  return below + (above - below) * (position - Math.floor(position))
}

/** How far the middle half of the values spreads, as a share of their median. */
export function spread(values: readonly number[]): number {
  return (quantile(values, 0.75) - quantile(values, 0.25)) / median(values)
}

/**
 * One list over the other, round by round, as many as both have: what made a round slow slowed both, and is no part of
 * the ratio. A list of one value is held against every value of the other.
 */
export function ratios(values: readonly number[], base: readonly number[]): number[] {
  const rounds =
    values.length === 1 ? base.length : base.length === 1 ? values.length : Math.min(values.length, base.length)
  return Array.from({ length: rounds }, (_, round) => at(values, round) / at(base, round))
}

function at(values: readonly number[], round: number): number {
  return values[values.length === 1 ? 0 : round] ?? NaN
}
