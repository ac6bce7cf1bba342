import { createClient } from 'doubao-client'
import { measureMemory, toKibibytes } from './memory.ts'
import { withBounds, type PartResult } from './part-result.ts'
import { BEHAVIOUR_HEADER, LOAD_CHUNKS, STREAM_HEADER, wordOf } from './server-messages.ts'
import type { HardenServer } from './start-server.ts'

/** A stream whose first piece came. Reads the others, and gives all text. */
type ReadOn = () => Promise<string>

/** Opens a stream by its name, up to its first piece. */
type Open = (stream: string) => Promise<ReadOn>

const STREAMS = 1_000

/** Load: that many streams at once, each with words of its own. Beside it a bare `fetch` that only reads the bytes. */
export async function measureLoad(server: HardenServer, streams = STREAMS): Promise<PartResult> {
  const openOurs = createOpenOurs(server.baseURL)
  const openBare = createOpenBare(server.baseURL)
  // Code that is loaded and compiled at its first use is no stream's memory.
  for (const open of [openOurs, openBare]) await playLoad(server, open, Math.min(streams, 50))
  const bare = await playLoad(server, openBare, streams)
  const ours = await playLoad(server, openOurs, streams)
  const mixedUp = ours.texts.filter((text, index) => text !== expectedText(String(index))).length
  return withBounds([
    { name: `streams at once, of ${String(LOAD_CHUNKS)} chunks`, value: ours.texts.length, unit: '' },
    { name: 'streams with a wrong or missing word', value: mixedUp, unit: '', atMost: 0 },
    { name: 'time to read them', value: Math.round(ours.milliseconds), unit: 'ms' },
    { name: 'the same with a bare fetch', value: Math.round(bare.milliseconds), unit: 'ms' },
    { name: 'memory of an open stream', value: toKibibytes(ours.bytesEach), unit: 'KiB', atMost: 200 },
    { name: 'the same of a bare fetch', value: toKibibytes(bare.bytesEach), unit: 'KiB' },
    { name: 'memory, as a ratio', value: ours.bytesEach / bare.bytesEach, unit: '' },
  ])
}

interface Load {
  texts: string[]
  /** From the moment when all are open to the end of the last one. */
  milliseconds: number
  bytesEach: number
}

async function playLoad(server: HardenServer, open: Open, streams: number): Promise<Load> {
  await server.closeIdle()
  const before = await measureMemory()
  const names = Array.from({ length: streams }, (_, index) => String(index))
  const opened = await Promise.all(names.map(open))
  const bytesEach = ((await measureMemory()) - before) / streams
  const startedAt = performance.now()
  await server.finishLoads()
  const texts = await Promise.all(opened.map((readOn) => readOn()))
  return { texts, bytesEach, milliseconds: performance.now() - startedAt }
}

function createOpenOurs(baseURL: string): Open {
  const { completions } = createClient({ gateway: 'anyfast', apiKey: 'load-key', baseURL }).chat
  return async (stream) => {
    const chunks = await completions.create(
      { model: 'doubao-seed-evolving', messages: [{ role: 'user', content: stream }], stream: true },
      { headers: headersOf(stream) },
    )
    const iterator = chunks[Symbol.asyncIterator]()
    await iterator.next()
    return async () => {
      for await (const _ of iterator);
      return (await chunks.finalChatCompletion()).choices[0].message.content ?? ''
    }
  }
}

function createOpenBare(baseURL: string): Open {
  return async (stream) => {
    const url = `${baseURL}/v1/chat/completions`
    const response = await fetch(url, { method: 'POST', body: '{}', headers: headersOf(stream) })
    const reader = response.body?.getReader()
    await reader?.read()
    return async () => {
      while (!(await reader?.read())?.done);
      return ''
    }
  }
}

function headersOf(stream: string): Record<string, string> {
  return { [BEHAVIOUR_HEADER]: 'load', [STREAM_HEADER]: stream }
}

function expectedText(stream: string): string {
  return Array.from({ length: LOAD_CHUNKS }, (_, chunk) => wordOf(stream, chunk)).join('')
}
