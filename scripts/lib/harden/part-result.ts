/** What one part of the hardening measured. */
export interface PartResult {
  figures: Figure[]
  /** What must not be, a line each. */
  problems: string[]
}

/** One measured figure. */
export interface Figure {
  name: string
  value: number
  /** Such as `ms`; empty for a count. */
  unit: string
  /** The most that it may be, where there is a bound. */
  atMost?: number | undefined
}

/** A problem for each figure beyond its bound. */
export function withBounds(figures: Figure[], problems: readonly string[] = []): PartResult {
  const beyond = figures
    .filter(({ value, atMost }) => atMost !== undefined && !(value <= atMost))
    .map((figure) => `${figure.name}: ${formatValue(figure)}, at most ${String(figure.atMost)}`)
  return { figures, problems: [...beyond, ...problems] }
}

/** Such as `1,000 ms`. */
export function formatValue({ value, unit }: Figure): string {
  return `${value.toLocaleString('en', { maximumFractionDigits: 2 })} ${unit}`.trimEnd()
}
