import type { Measurement, Target } from './measurement.ts'
import { median, ratios } from './statistics.ts'

/** What is to be reached. */
export const targets: readonly Target[] = [
  ...[1, 32, 256].flatMap((atOnce): Target[] => {
    const json = { measurement: `json-call-${String(atOnce)}`, of: 'ours' }
    const when = `JSON call, ${String(atOnce)} at a time:`
    return [
      { ...json, text: `${when} ours at most 1.05 × the generated client alone`, to: 'generated', atMost: 1.05 },
      { ...json, text: `${when} ours below openai`, to: 'openai', atMost: 1 },
      { ...json, text: `${when} ours below ai-sdk`, to: 'ai-sdk', atMost: 1 },
      // The place for ours over undici: { of: 'ours-undici', to: 'fetch', atMost: 0.75 }.
    ]
  }),
  ...['stream-burst', 'stream-split'].flatMap((measurement): Target[] => {
    const stream = { measurement, of: 'ours' }
    const when = measurement === 'stream-burst' ? 'stream:' : 'stream in small pieces:'
    return [
      { ...stream, text: `${when} ours at most 1.10 × checked-stream`, to: 'checked-stream', atMost: 1.1 },
      { ...stream, text: `${when} ours at most a third of openai`, to: 'openai', atMost: 1 / 3 },
      { ...stream, text: `${when} ours at most a third of ai-sdk`, to: 'ai-sdk', atMost: 1 / 3 },
    ]
  }),
  {
    text: 'stream: small pieces at most 1.15 × large ones',
    measurement: 'stream-sizes',
    of: 'ours, 101 bytes',
    to: 'ours, 64 KB',
    atMost: 1.15,
  },
  {
    text: 'stream: small pieces at most 1.15 × large ones, without what reading the pieces costs',
    measurement: 'stream-sizes',
    of: 'ours without read-bytes, 101 bytes',
    to: 'ours without read-bytes, 64 KB',
    atMost: 1.15,
  },
]

/** A target and what came out. */
export interface Verdict extends Target {
  /** The median ratio, or the median value where the target has no `to`. */
  figure: number
  isReached: boolean
}

/** What came out of each target whose measurement was made. */
export function judgeTargets(measurements: readonly Measurement[], all: readonly Target[] = targets): Verdict[] {
  return all.flatMap((target) => {
    const values = measurements.find(({ id }) => id === target.measurement)?.values
    const own = values?.[target.of]
    const base = target.to === undefined ? undefined : values?.[target.to]
    if (!own || (target.to !== undefined && !base)) return []
    const figure = median(base ? ratios(own, base) : own)
    return [{ ...target, figure, isReached: figure <= target.atMost }]
  })
}
