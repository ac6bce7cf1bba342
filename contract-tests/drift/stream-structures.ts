import { writeEvents } from '../engine/answers/event-text.ts'
import type { WireChunk } from '../engine/answers/wire.ts'
import type { BaseStream } from './base-stream.ts'

/** Another text in place of a stream's; undefined where the stream has nothing to do it to. */
export type Structure = (stream: BaseStream) => string | undefined

const END = 'data: [DONE]\n\n'
const ERROR = {
  error: { code: 'ServerOverloaded', message: 'The model is overloaded.', param: '', type: 'TooManyRequests' },
}

/** What is done to a stream as a whole, to its order, its ends and its framing. */
export const structures: Record<string, Structure> = {
  'no end mark': ({ chunks }) => writeEvents(chunks, ''),
  'end mark early': ({ chunks }) => writeEvents(chunks.slice(0, 2)) + writeEvents(chunks.slice(2), ''),
  'end mark early and last': ({ chunks }) => writeEvents(chunks.slice(0, 2)) + writeEvents(chunks.slice(2)),
  'end mark twice': ({ chunks }) => writeEvents(chunks, END + END),
  'end mark alone': () => END,
  'another end mark': ({ chunks }) => writeEvents(chunks, 'data: [END]\n\n'),
  'no event': () => '',
  'comments alone': () => ': keep-alive\n\n: keep-alive\n\n',

  'no finish': replaced(['finish'], () => []),
  'finish twice': replaced(['finish'], (chunk) => [chunk, chunk]),
  'finish again with another reason': replaced(['finish'], (chunk) => [
    chunk,
    inChoice(chunk, { finish_reason: 'length' }),
  ]),
  'content after the finish': moved('content', 'finish'),
  'reasoning after the finish': moved('reasoning', 'finish'),
  'cut off within an event': ({ chunks }) => writeEvents(chunks, '').slice(0, -40),
  'cut off between events': ({ chunks }) => writeEvents(chunks.slice(0, 2), ''),
  reversed: ({ chunks }) => writeEvents(chunks.toReversed()),
  'finish first': ({ chunks, kinds: { finish = 0 } }) =>
    writeEvents([...chunks.slice(finish, finish + 1), ...chunks.toSpliced(finish, 1)]),

  'usage twice': replaced(['usage'], (chunk) => [chunk, chunk]),
  'usage first': ({ chunks, kinds: { usage } }) =>
    usage === undefined ? undefined : writeEvents([...chunks.slice(usage), ...chunks.slice(0, usage)]),
  'usage in every chunk': ({ chunks }) =>
    writeEvents(chunks.map((chunk) => ({ ...chunk, usage: chunks.at(-1)?.usage }))),
  'no usage chunk': replaced(['usage'], () => []),

  'another id midway': changedFrom(3, { id: 'another' }),
  'another model midway': changedFrom(3, { model: 'another' }),
  'another time midway': changedFrom(3, { created: 1 }),
  'the object of an answer': changedFrom(0, { object: 'chat.completion' }),
  'another role midway': replaced(['content'], (chunk) => [inDelta(chunk, { role: 'user' })]),
  'another role throughout': ({ chunks }) => writeEvents(chunks.map((chunk) => inDelta(chunk, { role: 'user' }))),
  'another choice midway': replaced(['content'], (chunk) => [inChoice(chunk, { index: 1 })]),
  'no choice midway': replaced(['content'], (chunk) => [{ ...chunk, choices: [] }]),
  'no choice at all': ({ chunks }) => writeEvents(chunks.map((chunk) => ({ ...chunk, choices: [] }))),

  'error event midway': ({ chunks }) => writeEvents([...chunks.slice(0, 2), ERROR, ...chunks.slice(2)]),
  'error event first': () => writeEvents([ERROR]),
  'error event last': ({ chunks }) => writeEvents([...chunks, ERROR]),
  'named error event': ({ chunks }) => `${writeEvents(chunks.slice(0, 2), '')}event: error\n${writeEvents([ERROR])}`,
  'text as an event': ({ chunks }) =>
    `${writeEvents(chunks.slice(0, 2), '')}data: overloaded\n\n${writeEvents(chunks.slice(2))}`,
  'list as an event': ({ chunks }) => writeEvents([chunks.slice(0, 1), ...chunks.slice(1)]),
  'null as an event': ({ chunks }) => writeEvents([null, ...chunks]),
  'empty object as an event': ({ chunks }) => writeEvents([{}, ...chunks]),
  'answer as an event': ({ completion }) => writeEvents([completion]),
  'answer under the type of events': ({ completion }) => JSON.stringify(completion),
  'error under the type of events': () => JSON.stringify(ERROR),
  'page under the type of events': () => '<!doctype html><title>Bad gateway</title>',
  'chunks without events': ({ chunks }) => chunks.map((chunk) => JSON.stringify(chunk)).join('\n'),

  'content lost': replaced(['content'], () => []),
  'content twice': replaced(['content'], (chunk) => [chunk, chunk]),
  'contents swapped': ({ chunks, kinds: { content = 0 } }) =>
    writeEvents([
      ...chunks.slice(0, content),
      ...chunks.slice(content, content + 2).reverse(),
      ...chunks.slice(content + 2),
    ]),
  'comments between': ({ chunks }) =>
    chunks.map((chunk) => `: keep-alive\n\n${writeEvents([chunk], '')}`).join('') + END,
  'other fields': ({ chunks }) => writeEvents(chunks).replaceAll('data: {', 'id: 1\nretry: 5\ndata: {'),
  'carriage returns': ({ chunks }) => writeEvents(chunks).replaceAll('\n', '\r\n'),
  'no space': ({ chunks }) => writeEvents(chunks).replaceAll('data: ', 'data:'),
  'byte order mark': ({ chunks }) => `\uFEFF${writeEvents(chunks)}`,
}

/** Puts other chunks in the place of the first chunk of a kind. */
export function replaced([kind]: [keyof BaseStream['kinds']], replace: (chunk: WireChunk) => unknown[]): Structure {
  return ({ chunks, kinds: { [kind]: position } }) => {
    const chunk = position === undefined ? undefined : chunks[position]
    if (position === undefined || !chunk) return undefined
    return writeEvents([...chunks.slice(0, position), ...replace(chunk), ...chunks.slice(position + 1)])
  }
}

/** A chunk with something else in its choices. */
export function inChoice(chunk: WireChunk, change: Record<string, unknown>): WireChunk {
  return { ...chunk, choices: (chunk.choices ?? []).map((choice) => ({ ...choice, ...change })) }
}

function inDelta(chunk: WireChunk, change: Record<string, unknown>): WireChunk {
  return { ...chunk, choices: (chunk.choices ?? []).map((one) => ({ ...one, delta: { ...one.delta, ...change } })) }
}

function moved(kind: 'content' | 'reasoning', behind: 'finish'): Structure {
  return ({ chunks, kinds }) => {
    const from = kinds[kind]
    const to = kinds[behind]
    if (from === undefined || to === undefined) return undefined
    return writeEvents([
      ...chunks.slice(0, to + 1).toSpliced(from, 1),
      ...chunks.slice(from, from + 1),
      ...chunks.slice(to + 1),
    ])
  }
}

function changedFrom(position: number, change: Partial<WireChunk>): Structure {
  return ({ chunks }) => writeEvents(chunks.map((chunk, index) => (index < position ? chunk : { ...chunk, ...change })))
}
