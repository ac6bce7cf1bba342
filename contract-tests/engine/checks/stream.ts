import { isDeepStrictEqual } from 'node:util'
import type { WireChunk, WireCompletion } from 'doubao-client'
import { callClient, describeError, parseJson, preferring, type CheckContext } from '../check-context.ts'
import { CHUNK_POINTER } from '../contract-target.ts'
import type { NamedExample } from '../documented-answer.ts'
import type { RequestCase } from '../request-cases.ts'
import { checkAgreement } from './agreement.ts'
import { checkSchema } from './schema.ts'
import { checkRequest } from './wire.ts'

/** What a loop over the stream saw. */
export interface Streamed {
  chunks: WireChunk[]
  whole: WireCompletion
}

/** The documented stream arrives chunk by chunk, in order, and adds up to the completion that its deltas say. */
export async function checkStream(context: CheckContext, example: NamedExample, base: RequestCase): Promise<void> {
  const { recorder } = context
  const name = example.name === undefined ? 'stream' : `stream ${example.name}`
  const body = { ...base.body, stream: true }
  const headers = preferring({ example: example.name })
  const call = await callClient(context, name, body, { headers, read: readStream })
  const exchange = call && checkRequest(context, name, body, call)
  if (!exchange) return
  const isServed = exchange.status === 200 && exchange.responseBody === example.value
  const isDocumented = recorder.check(isServed, () => ({
    code: 'DC404',
    side: 'mock',
    pointer: CHUNK_POINTER,
    message: `${name}: answered ${String(exchange.status)}, and not the documented events`,
  }))
  if (!isDocumented) return
  const isRead = recorder.check(call.error === undefined, () => ({
    code: 'DC414',
    side: 'facade',
    pointer: CHUNK_POINTER,
    message: `${name}: ${describeError(call.error)}`,
  }))
  if (!isRead || call.error !== undefined) return

  const { chunks, whole } = call.result as Streamed
  recorder.check(isDeepStrictEqual(chunks, eventsOf(exchange.responseBody)), () => ({
    code: 'DC407',
    side: 'facade',
    pointer: CHUNK_POINTER,
    message: `${name}: the loop saw ${JSON.stringify(chunks)}`,
  }))
  for (const chunk of chunks) {
    // The events are the documented ones, so it is the spec that disagrees with itself.
    checkSchema(context, CHUNK_POINTER, chunk, { code: 'DC415', side: 'spec', message: `${name}: in a chunk` })
    checkAgreement(context, name, CHUNK_POINTER, chunk)
    context.coverage.chunk.see(chunk)
  }
  checkSum(context, name, { chunks, whole })
}

/** Adds the deltas up in its own way, and holds the completion against the schema of a JSON answer. */
function checkSum(context: CheckContext, name: string, { chunks, whole }: Streamed): void {
  const { target, recorder } = context
  const choices = chunks.flatMap((chunk) => chunk.choices ?? [])
  const deltas = choices.map(({ delta }) => delta ?? {})
  const textOf = (key: 'content' | 'reasoning_content') => deltas.map((delta) => delta[key] ?? '').join('')
  const expected = {
    content: textOf('content'),
    reasoning_content: textOf('reasoning_content'),
    arguments: deltas.flatMap((delta) => delta.tool_calls ?? []).map((call) => call.function?.arguments),
    finish_reason: choices.findLast((choice) => choice.finish_reason != null)?.finish_reason,
    usage: chunks.findLast((chunk) => chunk.usage != null)?.usage,
  }
  const [choice] = whole.choices
  const actual = {
    content: choice.message.content ?? '',
    // What no chunk tells of is not in the completion, and is as long as nothing.
    reasoning_content: choice.message.reasoning_content ?? '',
    arguments: (choice.message.tool_calls ?? []).map((call) => call.function?.arguments),
    finish_reason: choice.finish_reason,
    usage: whole.usage,
  }
  const isSum = recorder.check(isDeepStrictEqual(actual, expected), () => ({
    code: 'DC408',
    side: 'facade',
    pointer: CHUNK_POINTER,
    message: `${name}: accumulated ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`,
  }))
  if (!isSum) return
  checkSchema(context, target.completionPointer, whole, {
    code: 'DC415',
    side: 'spec',
    message: `${name}: in the sum of the documented chunks`,
  })
}

/** Reads a stream to its end: for a call's `read`. */
export async function readStream(result: unknown): Promise<Streamed> {
  const stream = result as AsyncIterable<WireChunk> & { finalChatCompletion: () => Promise<WireCompletion> }
  const chunks: WireChunk[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return { chunks, whole: await stream.finalChatCompletion() }
}

/** The data of every event but the end mark, read without the package's own parser. */
function eventsOf(text: string): unknown[] {
  return text
    .split('\n\n')
    .filter((event) => event.startsWith('data: {'))
    .map((event) => parseJson(event.slice('data: '.length)))
}
