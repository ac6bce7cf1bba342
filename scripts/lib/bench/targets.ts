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
      { ...json, of: 'ours-undici', text: `${when} ours over undici at most 0.75 × fetch`, to: 'fetch', atMost: 0.75 },
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
  {
    text: 'adding a stream up at most 1.25 × looping over it',
    measurement: 'accumulate-50000',
    of: 'ours-final',
    to: 'ours',
    atMost: 1.25,
  },
  { text: 'one event of 4 MB: at most 25 ms', measurement: 'large-event-4', of: 'ours', atMost: 25 },
  {
    text: 'memory of an open stream: at most 1.10 × a bare reader',
    measurement: 'memory',
    of: 'ours',
    to: 'fetch',
    atMost: 1.1,
  },
  { text: 'bundle of one gateway: at most 8 KiB', measurement: 'bundle', of: 'ours, one gateway', atMost: 8_192 },
  { text: 'bundle of three gateways: at most 9 KiB', measurement: 'bundle', of: 'ours', atMost: 9_216 },
  { text: 'bundle: at most 60 bytes for a further model', measurement: 'bundle-model', of: 'ours', atMost: 60 },
  { text: 'import: at most 6 ms over an empty program', measurement: 'import', of: 'ours', atMost: 6 },
  { text: 'import: at most 6 ms of CPU over an empty program', measurement: 'import-cpu', of: 'ours', atMost: 6 },
  ...[1, 10, 100, 368].map((specs): Target => ({
    text: `generating ${String(specs)} specs: at most 1.05 × hey-api`,
    measurement: `generation-${String(specs)}`,
    of: 'ours',
    to: 'hey-api',
    atMost: 1.05,
  })),
  {
    text: 'generating where nothing changed: at most 0.5 s',
    measurement: 'generation-unchanged',
    of: 'ours',
    atMost: 500,
  },
  ...['type-check-user', 'type-check'].flatMap((measurement): Target[] => {
    const what = measurement === 'type-check' ? 'type check, validators included:' : 'type check of what users import:'
    return [
      { measurement, text: `${what} at most 1.5 s with TypeScript 7`, of: 'ours, TypeScript 7', atMost: 1_500 },
      { measurement, text: `${what} at most 5 s with TypeScript 5.9`, of: 'ours, TypeScript 5.9', atMost: 5_000 },
    ]
  }),
  { text: 'npm start: at most 5 s', measurement: 'start', of: 'ours', atMost: 5_000 },
]

/** A target and what came out. */
export interface Verdict extends Target {
  /** The median ratio, or the median value where the target has no `to`; nothing where it was not measured. */
  figure: number | undefined
  isReached: boolean
}

/** What came out of each target. */
export function judgeTargets(measurements: readonly Measurement[], all: readonly Target[] = targets): Verdict[] {
  return all.map((target) => {
    const figure = figureOf(target, measurements)
    return { ...target, figure, isReached: figure !== undefined && figure <= target.atMost }
  })
}

function figureOf({ measurement, of, to }: Target, measurements: readonly Measurement[]): number | undefined {
  const values = measurements.find(({ id }) => id === measurement)?.values
  const own = values?.[of]
  if (!own || to === undefined) return own && median(own)
  const base = values[to]
  return base && median(ratios(own, base))
}
