import { writeEvents } from '../engine/answers/event-text.ts'
import { callsOf } from '../engine/answers/stream-view.ts'
import type { WireCallDelta, WireChunk } from '../engine/answers/wire.ts'
import type { BaseStream } from './base-stream.ts'
import { inChoice, replaced, type Structure } from './stream-structures.ts'

/** What is done to tool calls that come whole. */
export const wholeCallStructures: Record<string, Structure> = {
  'announced calls do not come': replaced(['tools'], () => []),
  'calls of one index': replaced(['tools'], (chunk) => {
    return [inCalls(chunk, ([call]) => (call ? [call, { ...call, id: 'call_another' }] : []))]
  }),
  'stopped with calls': (stream) =>
    isWithCalls(stream)
      ? replaced(['finish'], (chunk) => [inChoice(chunk, { finish_reason: 'stop' })])(stream)
      : undefined,
  'whole calls with the end': ({ chunks, kinds: { tools, finish } }) => {
    const chunk = tools === undefined ? undefined : chunks[tools]
    if (!chunk || finish === undefined) return undefined
    const last = inChoice(chunk, { finish_reason: 'tool_calls' })
    return writeEvents([...chunks.slice(0, tools), last, ...chunks.slice(finish + 1)])
  },
}

/** What is done to tool calls in fragments. */
export const fragmentStructures: Record<string, Structure> = {
  'a fragment without index': inFragment(1, ({ index: _, ...call }) => [call]),
  'a fragment of another index': inFragment(1, (call) => [{ ...call, index: 7 }]),
  'a fragment of another id': inFragment(1, (call) => [{ ...call, id: 'call_another' }]),
  'a fragment of another name': inFragment(1, (call) => [{ ...call, function: { ...call.function, name: 'another' } }]),
  'a fragment lost': inFragment(1, () => []),
  'a fragment twice': inFragment(1, (call) => [call, call]),
  'the first fragment lost': inFragment(0, () => []),
  'the first fragment without id': inFragment(0, ({ id: _, ...call }) => [call]),
  'the first fragment without type': inFragment(0, ({ type: _, ...call }) => [call]),
  'the first fragment without name': inFragment(0, (call) => [{ ...call, function: { arguments: '' } }]),
  'fragments reversed': (stream) => {
    const positions = callsOf(stream.chunks).map(({ chunk }) => chunk)
    const [first, last] = [positions[0], positions.at(-1)]
    if (first === undefined || last === undefined) return undefined
    const between = stream.chunks.slice(first, last + 1).reverse()
    return writeEvents([...stream.chunks.slice(0, first), ...between, ...stream.chunks.slice(last + 1)])
  },
  'fragments after the finish': (stream) => {
    const [last] = callsOf(stream.chunks).slice(-1)
    const { finish } = stream.kinds
    if (!last || finish === undefined) return undefined
    const others = stream.chunks.toSpliced(last.chunk, 1)
    return writeEvents(others.toSpliced(finish, 0, ...stream.chunks.slice(last.chunk, last.chunk + 1)))
  },
}

function isWithCalls({ chunks }: BaseStream): boolean {
  return callsOf(chunks).length > 0
}

/** Changes the n-th fragment; a chunk that loses its fragment tells nothing. */
function inFragment(position: number, change: (call: WireCallDelta) => WireCallDelta[]): Structure {
  return ({ chunks }) => {
    const fragment = callsOf(chunks)[position]
    if (!fragment) return undefined
    return writeEvents(
      chunks.map((chunk, index) =>
        index === fragment.chunk ? inCalls(chunk, (calls) => calls.flatMap(change)) : chunk,
      ),
    )
  }
}

function inCalls(chunk: WireChunk, change: (calls: WireCallDelta[]) => WireCallDelta[]): WireChunk {
  const [choice] = chunk.choices ?? []
  return inChoice(chunk, { delta: { ...choice?.delta, tool_calls: change(choice?.delta?.tool_calls ?? []) } })
}
