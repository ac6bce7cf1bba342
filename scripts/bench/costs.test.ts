import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { median, ratios } from '../lib/bench/statistics.ts'
import { SOURCE_CONDITION } from '../lib/package/published-manifest.ts'
import { runProgram } from '../lib/package/run-program.ts'
import type { Costs } from './count-costs.ts'

// What `npm run bench` measures with its peers and a server, watched in CI by ratios alone: bytes are counted, and differ
// by two in a hundred from run to run, so their limits are a tenth over what they are; CPU time is measured on machines
// that do other things too, so its limits are twice what it is.

const MEBIBYTES = 256
const program = fileURLToPath(new URL('count-costs.ts', import.meta.url))
const words = [
  '--expose-gc',
  `--min-semi-space-size=${String(MEBIBYTES)}`,
  `--max-semi-space-size=${String(MEBIBYTES)}`,
]
const conditions = `--conditions=${SOURCE_CONDITION}`
const { output, errorOutput } = await runProgram(process.execPath, [conditions, ...words, program])
const costs = JSON.parse(output || '{}') as Partial<Costs>

it('all costs were counted, and nothing was collected meanwhile', () => {
  expect(errorOutput).toBe('')
  const bytes = Object.values(costs).flatMap(({ ours, base }) => [...ours, ...base].map(({ bytes = 0 }) => bytes))
  expect(bytes).toHaveLength(3 * 2 * 5)
  expect(Math.min(...bytes)).toBeGreaterThan(1e7)
  expect(Math.max(...bytes)).toBeLessThan(MEBIBYTES * 2 ** 20)
})

it.each([
  ['a chunk of a stream in large pieces', 'burst', { bytes: 0.9, cpu: 3 }],
  ['a chunk of a stream in pieces of 101 bytes', 'split', { bytes: 1.45, cpu: 2.6 }],
  ['a JSON call', 'call', { bytes: 1.77, cpu: 3.6 }],
] as const)('%s takes as much memory and CPU as it should, beside what is held against it', (_, what, limits) => {
  const { ours = [], base = [] } = costs[what] ?? {}
  const ratio = (cost: 'bytes' | 'cpu') => {
    const [own, least] = [ours, base].map((taken) => taken.map((one) => one[cost] ?? NaN))
    return median(ratios(own ?? [], least ?? []))
  }

  expect(ratio('bytes')).toBeLessThan(limits.bytes)
  expect(ratio('cpu')).toBeLessThan(limits.cpu)
})
