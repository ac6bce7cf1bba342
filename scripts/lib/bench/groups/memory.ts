import { toKibibytes } from '../../harden/memory.ts'
import { startContestant } from '../contestant-process.ts'
import type { BenchContext } from '../group.ts'
import type { Measurement } from '../measurement.ts'

const CONTESTANTS = ['fetch', 'ours', 'openai', 'ai-sdk', 'hey-api']

const STREAMS = 1_000

/** What an open stream keeps. Every figure is of a process of its own: memory remembers what was before. */
export async function measureMemory({ server, program, rounds, onProgress }: BenchContext): Promise<Measurement[]> {
  const values: Record<string, number[]> = Object.fromEntries(CONTESTANTS.map((name) => [name, []]))
  for (let round = 1; round <= rounds; round += 1) {
    for (const contestant of CONTESTANTS) {
      await using process = await startContestant(contestant, program)
      const { bytes = NaN } = await process.run({ kind: 'hold', baseURL: server.heldURL, streams: STREAMS })
      values[contestant]?.push(toKibibytes(bytes / STREAMS))
    }
    onProgress(`round ${String(round)}`)
  }
  return [
    {
      id: 'memory',
      title: `memory of an open stream, of ${String(STREAMS)}`,
      unit: 'KiB',
      base: 'fetch',
      values,
      notes: ['Heap and external memory after garbage collection. `fetch` is its reader alone.'],
    },
  ]
}
