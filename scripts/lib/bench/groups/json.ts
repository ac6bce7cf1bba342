import type { Taken } from '../child-messages.ts'
import type { BenchContext } from '../group.ts'
import { interleave } from '../interleave.ts'
import type { Measurement } from '../measurement.ts'

const OURS = ['generated', 'ours', 'ours-undici']
const CONTESTANTS = ['fetch', 'undici', ...OURS, 'openai', 'ai-sdk', 'hey-api', 'openapi-fetch']

/** Calls of one task, by how many are on the way at a time. */
const LOADS = [
  { atOnce: 1, calls: 300 },
  { atOnce: 32, calls: 960 },
  { atOnce: 256, calls: 1_280 },
]

/** What one JSON call costs. */
export async function measureJson(context: BenchContext): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  for (const { atOnce, calls } of LOADS) {
    const task = { kind: 'calls' as const, baseURL: context.server.jsonURL, calls, atOnce }
    const taken = await interleave(
      CONTESTANTS.map((contestant) => ({ name: contestant, contestant, task, warmUp: [task, task] })),
      {
        ...context,
        onRound: (round) => {
          context.onProgress(`${String(atOnce)} at a time, round ${String(round)}`)
        },
      },
    )
    const perCall = (figure: keyof Taken) =>
      Object.fromEntries([...taken].map(([name, all]) => [name, all.map((one) => (one[figure] ?? NaN) / calls)]))
    const shared = { unit: 'µs' as const, base: 'fetch' }
    measurements.push({
      ...shared,
      id: `json-call-${String(atOnce)}`,
      title: `CPU of one JSON call, ${String(atOnce)} at a time`,
      values: perCall('cpu'),
    })
    if (atOnce > 1) continue
    measurements.push({
      ...shared,
      id: 'json-latency-1',
      title: 'time that one JSON call takes, one at a time',
      values: perCall('clock'),
      notes: ['The server, on the same machine, answers at once: its time is part of every figure.'],
    })
  }
  return measurements
}
