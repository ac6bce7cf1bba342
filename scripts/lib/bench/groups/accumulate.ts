import type { Payload } from '../child-messages.ts'
import type { BenchContext } from '../group.ts'
import { interleave } from '../interleave.ts'
import type { Measurement } from '../measurement.ts'

const CONTESTANTS = ['ours', 'ours-final', 'openai', 'openai-final']

const ALL_CHUNKS = [5_000, 25_000, 50_000, 100_000]

/** What it costs to add a stream up, beside a loop over it alone, at several lengths. */
export async function measureAccumulation(context: BenchContext): Promise<Measurement[]> {
  const measurements: Measurement[] = []
  for (const chunks of ALL_CHUNKS) {
    const onRound = (round: number) => {
      context.onProgress(`${String(chunks)} chunks, round ${String(round)}`)
    }
    const read = (payload: Payload) => ({ kind: 'read' as const, way: { pieceBytes: 65_536 }, payload })
    const task = read({ chunks })
    const warmUp = [read({ chunks: 10_000 }), task]
    const entries = CONTESTANTS.map((contestant) => ({ name: contestant, contestant, task, warmUp }))
    const taken = await interleave(entries, { ...context, onRound })
    measurements.push({
      id: `accumulate-${String(chunks)}`,
      title: `CPU of one chunk, in a stream of ${String(chunks)} that is added up`,
      unit: 'µs',
      base: 'ours',
      values: Object.fromEntries([...taken].map(([name, all]) => [name, all.map(({ cpu = NaN }) => cpu / chunks)])),
      notes: [
        'From memory, in pieces of 64 KB. `ours` and `openai` loop over the chunks; `-final` is `finalChatCompletion()` instead.',
      ],
    })
  }
  return measurements
}
