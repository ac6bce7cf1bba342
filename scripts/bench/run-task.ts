import type { Taken, Task } from '../lib/bench/child-messages.ts'
import { measureMemory } from '../lib/harden/memory.ts'
import type { Contestant } from './contestants/contestant.ts'
import { answer } from './payload.ts'
import { createPieceFetch } from './piece-fetch.ts'

/** Nothing is sent there. */
const NOWHERE = 'http://127.0.0.1'

const answerAtOnce = () => Promise.resolve(Response.json(answer))

/** Lets a contestant do a task. What it measures is that alone: clients are made and garbage is taken away before. */
export async function runTask(contestant: Contestant, task: Task): Promise<Taken> {
  if (task.kind === 'calls') return await runCalls(contestant, task)
  if (task.kind === 'read') return await runRead(contestant, task)
  return await runHold(contestant, task)
}

type TaskOf<Kind extends Task['kind']> = Extract<Task, { kind: Kind }>

async function runCalls({ prepareCall }: Contestant, { baseURL, calls, atOnce }: TaskOf<'calls'>): Promise<Taken> {
  const source = baseURL === undefined ? { baseURL: NOWHERE, fetch: answerAtOnce } : { baseURL, fetch: undefined }
  const call = prepareCall?.(source)
  if (!call) throw new TypeError('this contestant makes no calls')
  let left = calls
  const callOn = async () => {
    for (; left > 0; left -= 1) await call()
  }
  return await take(() => Promise.all(Array.from({ length: atOnce }, callOn)))
}

async function runRead(contestant: Contestant, { way, payload }: TaskOf<'read'>): Promise<Taken> {
  const source =
    'baseURL' in way
      ? { ...way, fetch: undefined }
      : { baseURL: NOWHERE, fetch: createPieceFetch(payload, way.pieceBytes) }
  const open = openOf(contestant, source)
  let items = 0
  const taken = await take(async () => {
    for await (const _ of await open()) items += 1
  })
  const expected = 'chunks' in payload && !contestant.givesOne ? payload.chunks : 1
  // The AI SDK leaves out what is empty.
  if (items < expected * 0.99) throw new Error(`${String(items)} items came, of ${String(expected)}`)
  return taken
}

async function runHold(contestant: Contestant, { baseURL, streams }: TaskOf<'hold'>): Promise<Taken> {
  const open = openOf(contestant, { baseURL, fetch: undefined })
  // Code that is loaded and compiled at its first use is no stream's memory.
  const warm = await hold(open, 50, contestant.isContent)
  const before = await measureMemory()
  const held = await hold(open, streams, contestant.isContent)
  const bytes = (await measureMemory()) - before
  if (warm.length + held.length !== streams + 50) throw new Error('a stream was lost')
  return { bytes }
}

type Open = () => Promise<AsyncIterable<unknown>>

function openOf({ prepareStream }: Contestant, source: { baseURL: string; fetch: typeof fetch | undefined }): Open {
  if (!prepareStream) throw new TypeError('this contestant reads no streams')
  return prepareStream(source)
}

/** Streams whose first content came. */
async function hold(
  open: Open,
  streams: number,
  isContent: (item: unknown) => boolean = () => true,
): Promise<AsyncIterator<unknown>[]> {
  return await Promise.all(
    Array.from({ length: streams }, async () => {
      const iterator = (await open())[Symbol.asyncIterator]()
      for (;;) {
        const result = await iterator.next()
        if (result.done) throw new Error('a stream ended that is to be held')
        if (isContent(result.value)) return iterator
      }
    }),
  )
}

async function take(action: () => Promise<unknown>): Promise<Taken> {
  globalThis.gc?.()
  const { heapUsed } = process.memoryUsage()
  const startedAt = performance.now()
  const before = process.cpuUsage()
  await action()
  const { user, system } = process.cpuUsage(before)
  const clock = (performance.now() - startedAt) * 1000
  return { cpu: user + system, clock, bytes: process.memoryUsage().heapUsed - heapUsed }
}
