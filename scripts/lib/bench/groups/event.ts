import type { BenchContext } from '../group.ts'
import { interleave } from '../interleave.ts'
import type { Measurement } from '../measurement.ts'

const CONTESTANTS = ['checked-stream', 'parser-stream', 'ours', 'openai', 'ai-sdk', 'hey-api']

const PIECE_BYTES = 1_024
const MEBIBYTE = 2 ** 20

/** Those that look through all that came at every piece: seconds, so that one round has to do. */
const QUADRATIC = new Set(['checked-stream', 'hey-api'])

/** What one large event costs, that comes in small pieces. */
export async function measureLargeEvents(context: BenchContext): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  for (const mebibytes of [1, 2, 4]) {
    const onRound = (round: number) => {
      context.onProgress(`${String(mebibytes)} MB, round ${String(round)}`)
    }
    const read = (eventBytes: number) => ({
      kind: 'read' as const,
      way: { pieceBytes: PIECE_BYTES },
      payload: { eventBytes },
    })
    const task = read(mebibytes * MEBIBYTE)
    const entries = CONTESTANTS.map((contestant) => {
      const isSlow = QUADRATIC.has(contestant)
      const warmUp = isSlow ? [read(MEBIBYTE / 16)] : [read(MEBIBYTE / 4), task]
      return { name: contestant, contestant, task, warmUp, ...(isSlow && { maxRounds: 1 }) }
    })
    const taken = await interleave(entries, { ...context, onRound })
    measurements.push({
      id: `large-event-${String(mebibytes)}`,
      title: `CPU of one event of ${String(mebibytes)} MB, in pieces of 1 KB`,
      unit: 'ms',
      base: 'parser-stream',
      values: Object.fromEntries([...taken].map(([name, all]) => [name, all.map(({ cpu = NaN }) => cpu / 1000)])),
      notes: ['From memory. Those that take seconds are measured once.'],
    })
  }
  return measurements
}
