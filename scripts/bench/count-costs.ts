// What a chunk and a call take of memory and of the processor, side by side, as JSON. The program of costs.test.ts: to be
// run with --expose-gc and a young generation in which all of a round has room, so that nothing is collected meanwhile.
import { loadContestant } from './contestants/index.ts'
import type { Source } from './contestants/contestant.ts'
import { answer } from './payload.ts'
import { createPieceFetch } from './piece-fetch.ts'

/** Bytes that were allocated in V8's heap, and microseconds of CPU; of each round, by contestant. */
export type Costs = Record<string, Record<'bytes' | 'cpu', number[]>>

const ROUNDS = 5
const CHUNKS = 10_000
const CALLS = 1_000

const baseURL = 'http://127.0.0.1'

function readStream(id: string, pieceBytes: number): () => Promise<void> {
  const open = loadContestant(id, '').prepareStream?.({
    baseURL,
    fetch: createPieceFetch({ chunks: CHUNKS }, pieceBytes),
  })
  return async () => {
    let chunks = 0
    for await (const _ of (await open?.()) ?? []) chunks += 1
    if (chunks < CHUNKS) throw new Error(`${id}: ${String(chunks)} chunks`)
  }
}

function makeCalls(id: string): () => Promise<void> {
  const fetch: Source['fetch'] = () => Promise.resolve(Response.json(answer))
  const call = loadContestant(id, '').prepareCall?.({ baseURL, fetch })
  return async () => {
    for (let left = CALLS; left > 0; left -= 1) await call?.()
  }
}

async function measure(actions: Record<string, () => Promise<void>>): Promise<Costs> {
  const costs: Costs = {}
  // The first round is the compiler's.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [id, action] of Object.entries(actions)) {
      const cost = await measureOnce(action)
      if (round === 0) costs[id] = { bytes: [], cpu: [] }
      else {
        costs[id]?.bytes.push(cost.bytes)
        costs[id]?.cpu.push(cost.cpu)
      }
    }
  }
  return costs
}

async function measureOnce(action: () => Promise<void>): Promise<Record<'bytes' | 'cpu', number>> {
  globalThis.gc?.()
  const { heapUsed } = process.memoryUsage()
  const before = process.cpuUsage()
  await action()
  const { user, system } = process.cpuUsage(before)
  return { bytes: process.memoryUsage().heapUsed - heapUsed, cpu: user + system }
}

const ofStreams = (pieceBytes: number) =>
  measure(Object.fromEntries(['checked-stream', 'ours'].map((id) => [id, readStream(id, pieceBytes)])))

process.stdout.write(
  JSON.stringify({
    burst: await ofStreams(65_536),
    split: await ofStreams(101),
    call: await measure(Object.fromEntries(['generated', 'ours'].map((id) => [id, makeCalls(id)]))),
  }),
)
