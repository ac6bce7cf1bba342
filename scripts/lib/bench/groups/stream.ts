import type { Way } from '../child-messages.ts'
import type { BenchContext } from '../group.ts'
import { interleave, type Entry } from '../interleave.ts'
import type { Measurement } from '../measurement.ts'

const CHUNKS = 50_000

/** What two pieces in one are cut from, and the size in which Node reads from a socket. */
const SPLIT_BYTES = 101
const BURST_BYTES = 65_536

const YARDSTICKS = ['read-bytes', 'plain-stream', 'checked-stream', 'parser-stream', 'parser-transform-stream']
const CLIENTS = ['ours', 'openai', 'ai-sdk', 'hey-api']
const CONTESTANTS = [...YARDSTICKS, ...CLIENTS]

const shared = { unit: 'µs' as const, base: 'checked-stream' }

/** What one chunk of a stream costs: from a server, and from memory in large pieces and in small ones. */
export async function measureStreams(context: BenchContext): Promise<Measurement[]> {
  const server = await measurePerChunk(
    context,
    'from a server',
    CONTESTANTS.map(entryOf({ baseURL: context.server.streamURL(CHUNKS) })),
  )
  const memory = await measurePerChunk(context, 'from memory', [
    ...['json-parse', ...CONTESTANTS].map(entryOf({ pieceBytes: BURST_BYTES }, BURST)),
    ...CONTESTANTS.map(entryOf({ pieceBytes: SPLIT_BYTES }, SPLIT)),
  ])
  return [
    { ...shared, id: 'stream-burst', title: 'CPU of one chunk, from a server', values: server },
    {
      ...shared,
      id: 'stream-burst-memory',
      title: 'CPU of one chunk, from an injected fetch in pieces of 64 KB',
      values: withSuffix(memory, BURST),
      notes: ['json-parse is `JSON.parse` of every event alone, with nothing read.'],
    },
    {
      ...shared,
      id: 'stream-split',
      title: `CPU of one chunk, from an injected fetch in pieces of ${String(SPLIT_BYTES)} bytes`,
      values: withSuffix(memory, SPLIT),
      notes: [
        'The pieces end within characters, and about every third holds the end of a chunk. Making them is part of every figure: see read-bytes.',
      ],
    },
    compareSizes(memory),
  ]
}

const BURST = ', 64 KB'
const SPLIT = `, ${String(SPLIT_BYTES)} bytes`

/** Small pieces against large ones, as measured and without what reading the pieces costs everyone. */
function compareSizes(memory: Record<string, number[]>): Measurement {
  const bytesAlone = (suffix: string) => memory[`read-bytes${suffix}`] ?? []
  const without = (suffix: string) =>
    (memory[`ours${suffix}`] ?? []).map((value, round) => value - (bytesAlone(suffix)[round] ?? NaN))
  const values = Object.fromEntries(
    ['ours', 'checked-stream', 'read-bytes'].flatMap((name) =>
      [BURST, SPLIT].map((suffix) => [`${name}${suffix}`, memory[`${name}${suffix}`] ?? []] as const),
    ),
  )
  return {
    id: 'stream-sizes',
    title: 'CPU of one chunk, by the size of the pieces',
    unit: 'µs',
    base: `ours${BURST}`,
    values: {
      ...values,
      [`ours without read-bytes${BURST}`]: without(BURST),
      [`ours without read-bytes${SPLIT}`]: without(SPLIT),
    },
    notes: ['`without read-bytes`: less what reading the same pieces costs that reads them alone, round by round.'],
  }
}

function entryOf(way: Way, suffix = ''): (contestant: string) => Entry {
  const read = (chunks: number) => ({ kind: 'read' as const, way, payload: { chunks } })
  const small = 'baseURL' in way ? CHUNKS : CHUNKS / 5
  return (contestant) => ({
    name: `${contestant}${suffix}`,
    contestant,
    task: read(CHUNKS),
    warmUp: [read(small), read(small)],
  })
}

async function measurePerChunk(
  context: BenchContext,
  title: string,
  entries: Entry[],
): Promise<Record<string, number[]>> {
  const onRound = (round: number) => {
    context.onProgress(`${title}, round ${String(round)}`)
  }
  const taken = await interleave(entries, { ...context, onRound })
  return Object.fromEntries([...taken].map(([name, all]) => [name, all.map(({ cpu = NaN }) => cpu / CHUNKS)]))
}

function withSuffix(values: Record<string, number[]>, suffix: string): Record<string, number[]> {
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, own]) =>
      name.endsWith(suffix) ? [[name.slice(0, -suffix.length), own]] : [],
    ),
  )
}
