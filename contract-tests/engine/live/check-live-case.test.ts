import { createClient, type UncheckedParams, type WireChunk, type WireCompletion } from 'doubao-client'
import { expect, it } from 'vitest'
import { readEvolvingTarget } from '../../support/evolving-target.ts'
import { replay, runAgainstGateway } from '../../support/live/run-against-gateway.ts'
import type { CreateClient } from '../check-context.ts'
import type { Finding } from '../finding.ts'
import type { Answer } from './answer.ts'

const evolving = await readEvolvingTarget()
const { recordings: rightRecordings } = await runAgainstGateway(evolving)
const summarize = (findings: readonly Finding[] = []) => findings.map(({ code, side }) => `${code} ${side}`)

const withType = (type: string) => (answer: Answer) => ({ ...answer, headers: { 'content-type': type } })
const ERROR_EVENT = 'data: {"error":{"code":"InternalServiceError","message":"no"}}\n\n'

/** What a right answer is turned into, and all that has to be found. */
const tampered: [what: string, name: string, change: (answer: Answer) => Answer, found: string[], words: string][] = [
  ['of another media type', 'completion', withType('text/plain'), ['DC404 gateway'], 'the media type is text/plain'],
  ['that is a text', 'completion', (answer) => ({ ...answer, body: 'well' }), ['DC404 gateway'], 'is no JSON: well'],
  ['without content', 'completion', (answer) => ({ ...answer, status: 204 }), ['DC401 gateway'], 'answered with 204'],
  ['that is an error', 'completion', (answer) => ({ ...answer, body: '{"error":{}}' }), ['DC404 gateway'], 'an error'],
  ['that breaks off', 'completion', cutOff, ['DC404 gateway'], 'broke off after {"choices"'],
  ['of another media type', 'stream', withType('text/plain'), ['DC404 gateway'], 'no event stream, but text/plain'],
  ['without events', 'stream', (answer) => ({ ...answer, body: '{"a":1}' }), ['DC404 gateway'], 'no event stream'],
  ['that ends in an error', 'stream', insertError, ['DC404 gateway'], 'an event is an error: {"error"'],
  ['that thinks in numbers', 'stream', numberThoughts, ['DC404 gateway'], 'reasoning_content must be string'],
  ['that breaks off', 'stream', cutOff, ['DC417 gateway'], 'the stream broke off after data:'],
  ['in HTML', 'wrong-key', (answer) => ({ ...answer, body: '<p>no' }), ['DC405 gateway'], 'no whole JSON: <p>no'],
  [
    'about the rate',
    'out-of-bounds',
    (answer) => ({ ...answer, status: 429 }),
    ['DC405 gateway'],
    'with 429 instead of 400',
  ],
  [
    'of an undocumented status',
    'out-of-bounds',
    (answer) => ({ ...answer, status: 418 }),
    ['DC405 gateway'],
    'with 418',
  ],
]

it.each(tampered)('an answer %s to the case %s is found', async (_, name, change, found, words) => {
  const changed = rightRecordings
    .filter((recording) => recording.case === name)
    .map(({ response, ...others }) => ({ ...others, response: response && change(response) }))

  const [result] = await replay([evolving], changed)

  expect(summarize(result?.findings)).toEqual(found)
  expect(result?.findings[0]?.message).toContain(words)
})

it('a wrong key that is accepted is a finding about the security that the spec states', async () => {
  const { result } = await runAgainstGateway(evolving, { deviation: 'accepts-wrong-key' })

  expect(result.findings).toEqual([expect.objectContaining({ code: 'DC402', pointer: '/security' })])
})

/** A client that is the package's own but for one fault. */
type Fault = (create: (body: UncheckedParams) => Promise<unknown>, body: UncheckedParams) => Promise<unknown>

const faults: [what: string, found: string[], fault: Fault][] = [
  ['sends twice', ['DC413'], async (create, body) => [await create(body), await create(body)]],
  ['adds a parameter', ['DC403'], (create, body) => create({ ...body, seed: 7 })],
  ['loses a key', ['DC414'], async (create, body) => ({ ...((await create(body)) as object), id: undefined })],
  ['throws nothing', ['DC405'], (create, body) => create(body).catch(() => undefined)],
]

it.each(faults)('a client that %s is found out, and the gateway is not blamed', async (_, found, fault) => {
  const options = { createClient: withFault((create, body) => (body.stream ? create(body) : fault(create, body))) }

  const { result } = await runAgainstGateway(evolving, {}, options)

  expect(new Set(summarize(result.findings))).toEqual(new Set(found.map((code) => `${code} facade`)))
})

const streamFaults: [what: string, found: string[], fault: (stream: Stream) => Stream][] = [
  ['loses a chunk', ['DC407'], (stream) => streamOf(stream, (chunks) => chunks.slice(1))],
  ['adds up wrongly', ['DC408'], (stream) => streamOf(stream, undefined, () => ({ choices: [{ message: {} }] }))],
  ['gives up', ['DC414'], (stream) => streamOf(stream, () => fail('the client gave up'))],
]

it.each(streamFaults)('a client whose stream %s is found out', async (_, found, fault) => {
  const options = { createClient: withFault((create, body) => create(body).then((result) => fixStream(result, fault))) }

  const { result } = await runAgainstGateway(evolving, {}, options)

  expect(summarize(result.findings)).toEqual(found.map((code) => `${code} facade`))
})

it('a client that sends another key is found out, and the gateway that refuses it is not blamed', async () => {
  const otherKey: CreateClient = (options) => packageClient({ ...options, apiKey: 'sk-another-key' })

  const { result } = await runAgainstGateway(evolving, {}, { createClient: otherKey })

  expect(new Set(summarize(result.findings))).toEqual(new Set(['DC403 facade']))
})

it.each([
  ['a completion that broke off', 'completion', cutOff, ['DC404 gateway', 'DC414 facade']],
  ['a stream that broke off', 'stream', cutOff, ['DC417 gateway', 'DC414 facade']],
  ['a stream without an end', 'stream', withoutEnd, ['DC417 gateway', 'DC417 gateway', 'DC414 facade']],
])('a client that takes %s for a whole one is found out beside the gateway', async (_, name, change, found) => {
  const half = rightRecordings
    .filter((recording) => recording.case === name)
    .map(({ response, ...others }) => ({ ...others, response: response && change(response) }))
  const careless = withFault((create, body) =>
    create(body).then(
      (result) => fixStream(result, withoutErrors),
      () => ({}),
    ),
  )

  const [result] = await replay([evolving], half, { createClient: careless })

  expect(summarize(result?.findings)).toEqual(found)
})

it('a client that takes JSON for a stream is found out beside the gateway', async () => {
  const careless = withFault((create, body) => create(body).catch(() => streamOf(undefined, () => [])))

  const { result } = await runAgainstGateway(evolving, { deviation: 'stream-as-json' }, { createClient: careless })

  expect(summarize(result.findings)).toContain('DC404 gateway')
  expect(summarize(result.findings)).toContain('DC414 facade')
})

function cutOff(answer: Answer): Answer {
  return { ...answer, body: answer.body.slice(0, answer.body.indexOf('}', 400)), isWhole: false }
}

/** Without the chunk that finishes its choice, and without the end mark. */
function withoutEnd(answer: Answer): Answer {
  return { ...answer, body: answer.body.replace(/data: [^\n]*\n\ndata: \[DONE\]\n\n$/, '') }
}

function numberThoughts(answer: Answer): Answer {
  return { ...answer, body: answer.body.replace(/"reasoning_content":"[^"]*"/, '"reasoning_content":7') }
}

function insertError(answer: Answer): Answer {
  return { ...answer, body: answer.body.replace(/data: [^\n]*\n\ndata: \[DONE\]/, `${ERROR_EVENT}data: [DONE]`) }
}

function fail(message: string): never {
  throw new Error(message)
}

function packageClient(options: Parameters<CreateClient>[0]): ReturnType<CreateClient> {
  return createClient(options)
}

function withFault(fault: Fault): CreateClient {
  return (options) => {
    const { completions } = packageClient(options).chat
    return { chat: { completions: { ...completions, create: (body) => fault(completions.create, body) } } }
  }
}

type Stream = AsyncIterable<WireChunk> & { finalChatCompletion: () => Promise<unknown> }

function fixStream(result: unknown, fault: (stream: Stream) => Stream): unknown {
  return Symbol.asyncIterator in Object(result) ? fault(result as Stream) : result
}

/** A stream whose loop and whose sum are others than the client's. */
function streamOf(
  stream: Stream | undefined,
  change: (chunks: WireChunk[]) => WireChunk[] = (chunks) => chunks,
  sum?: () => unknown,
): Stream {
  return {
    async *[Symbol.asyncIterator]() {
      const chunks: WireChunk[] = []
      for await (const chunk of stream ?? []) chunks.push(chunk)
      yield* change(chunks)
    },
    finalChatCompletion: () => (sum || !stream ? Promise.resolve(sum?.()) : stream.finalChatCompletion()),
  }
}

function withoutErrors(stream: Stream): Stream {
  const whole = { choices: [{ message: {} }] } as WireCompletion
  return {
    async *[Symbol.asyncIterator]() {
      try {
        yield* stream
      } catch {
        return
      }
    },
    finalChatCompletion: () => Promise.resolve(whole),
  }
}
