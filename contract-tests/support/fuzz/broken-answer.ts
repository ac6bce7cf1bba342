import { readdirSync, readFileSync } from 'node:fs'
import * as fc from 'fast-check'
import { makeCompletion } from '../faults/doubao-shapes.ts'
import { mutate, splitAt, type Mutation } from './mutation.ts'

/** An answer that went wrong on its way. */
export interface BrokenAnswer {
  isStream: boolean
  status: number
  contentType: string
  /** The body, a read at a time. */
  reads: Uint8Array[]
  /** Whether the connection is lost at the body's end. */
  breaksOff: boolean
}

const FIXTURES = new URL('../../fixtures/', import.meta.url)

const toolCall = { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city":"北京"}' } }

const streams = readdirSync(FIXTURES)
  .filter((name) => name.endsWith('.sse'))
  .sort()
  .map((name): Uint8Array => readFileSync(new URL(name, FIXTURES)))

const completions = [
  makeCompletion({ content: '春眠不觉晓', reasoning_content: '孟浩然' }),
  makeCompletion({ content: null, tool_calls: [toolCall] }, 'tool_calls'),
  { error: { code: 'InvalidParameter', message: 'Request id: 0217', type: 'BadRequest' } },
].map((value): Uint8Array => Buffer.from(JSON.stringify(value)))

/** What parsers trip over. */
const texts = [
  ...['\n', '\r', '\r\n\r\n', '\n\n', '\0', '\uFEFF', '\u2028', '\uD800', ':', 'data:', 'event: error\n'],
  ...['[DONE]', 'data: [DONE]\n\n', 'data: null\n\n', 'data: {"error":null}\n\n', 'data: {"choices":{}}\n\n'],
  ...['null', '[]', '{}', '""', '"', '\\', '\\ud800', '-', '1e999', '9'.repeat(400), '['.repeat(2_000), '__proto__'],
  ...['"index":-1,', '"index":4294967295,', '"index":1e999,', '"constructor":{},', '"message":', '"delta":[],'],
].map((text): Uint8Array => Buffer.from(text))

const place = fc.double({ min: 0, max: 1, noNaN: true })

const mutation = fc.oneof(
  fc.record<Mutation & { kind: 'flip' }>({
    kind: fc.constant('flip'),
    at: place,
    mask: fc.integer({ min: 1, max: 255 }),
  }),
  fc.record<Mutation & { kind: 'cut' | 'duplicate' | 'swap' }>({
    kind: fc.constantFrom('cut', 'duplicate', 'swap'),
    at: place,
    size: place,
  }),
  fc.record<Mutation & { kind: 'insert' }>({
    kind: fc.constant('insert'),
    at: place,
    bytes: fc.oneof(fc.constantFrom(...texts), fc.uint8Array({ maxLength: 64 })),
  }),
)

/** Recorded answers, changed and split at random. */
export const brokenAnswer: fc.Arbitrary<BrokenAnswer> = fc
  .record({
    isStream: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    // Now and then the other kind comes than was asked for.
    isOtherKind: fc.integer({ min: 0, max: 9 }).map((number) => number === 9),
    source: fc.nat(),
    mutations: fc.array(mutation, { maxLength: 8 }),
    borders: fc.array(place, { maxLength: 12 }),
    status: fc.oneof(
      { weight: 8, arbitrary: fc.constant(200) },
      { weight: 1, arbitrary: fc.constantFrom(400, 429, 503) },
    ),
    contentType: fc.oneof(
      { weight: 6, arbitrary: fc.constant(undefined) },
      { weight: 1, arbitrary: fc.constantFrom('text/html', 'text/plain', '') },
    ),
    breaksOff: fc.integer({ min: 0, max: 9 }).map((number) => number === 9),
  })
  .map(({ isOtherKind, source, mutations, borders, contentType, ...answer }) => {
    const originals = answer.isStream === isOtherKind ? completions : streams
    const original = originals[source % originals.length] ?? new Uint8Array()
    const usualType = answer.isStream ? 'text/event-stream' : 'application/json'
    const reads = splitAt(mutate(original, mutations), borders)
    return { ...answer, contentType: contentType ?? usualType, reads }
  })

/** A `fetch` that gives this answer, whatever it is asked. */
export function answerWith({ reads, status, contentType, breaksOff }: BrokenAnswer): typeof fetch {
  const left = [...reads]
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      const read = left.shift()
      if (read) controller.enqueue(read)
      else if (breaksOff) controller.error(new TypeError('terminated'))
      else controller.close()
    },
  })
  const response = new Response(body, { status, headers: { 'Content-Type': contentType } })
  return () => Promise.resolve(response)
}
