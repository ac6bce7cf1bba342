/** One thing, measured of several contestants side by side: each of them once in every round. */
export interface Measurement {
  /** Such as `json-call-32`. */
  id: string
  /** What is measured, in a few words. */
  title: string
  unit: 'ms' | 'µs' | 'KiB' | 'MiB' | 'bytes'
  /** The contestant that the others' ratios refer to. */
  base: string
  /** The values of each contestant, one a round, in the order of the table. */
  values: Record<string, number[]>
  /** What a reader has to know to take the figures for what they are. */
  notes?: string[]
}

/** What is to be reached: the median of the ratios, round by round, or of the values where `to` is missing. */
export interface Target {
  /** The target in the words of the project. */
  text: string
  measurement: string
  of: string
  to?: string
  atMost: number
}
