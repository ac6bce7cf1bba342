import { UnexpectedResponseError, type WireChunk } from 'doubao-client'
import { isDeepStrictEqual } from 'node:util'
import type { Exchange } from '../../support/observed-fetch.ts'
import { readEvents, type StreamEvents } from '../answers/event-text.ts'
import { groupBy } from '../answers/group-by.ts'
import { streamViolations } from '../answers/stream-rules.ts'
import { asOpen, choicesOf } from '../answers/stream-view.ts'
import { describeError, parseJson } from '../check-context.ts'
import { failure } from '../checks/event-answer.ts'
import type { Streamed } from '../checks/stream.ts'
import { CHUNK_POINTER } from '../contract-target.ts'
import { fromPointer } from '../json-pointer.ts'
import { pointerOfPath } from '../json-schema.ts'
import type { LiveCall } from './call-gateway.ts'
import { checkAccepted } from './check-live-completion.ts'
import type { LiveCase } from './live-case.ts'
import { blameGateway, checkHeld, quote, type LiveContext } from './live-context.ts'

/** A valid request for a stream is answered with one that keeps the rules of the format, and arrives as it came. */
export function checkLiveStream(context: LiveContext, { name }: LiveCase, call: LiveCall, exchange: Exchange): void {
  if (!checkAccepted(context, name, exchange)) return
  const { responseBody, responseHeaders } = exchange
  const mediaType = responseHeaders.get('content-type') ?? 'none'
  const pointer = `${context.target.operation.pointer}/responses/200/content/text~1event-stream`
  if (!/event-stream/i.test(mediaType) || parseJson(responseBody) !== undefined) {
    const what = `the answer is no event stream, but ${mediaType}: ${quote(responseBody)}`
    blameGateway(context, 'DC404', pointer, `${name}: ${what}`)
    const isNamed = call.error instanceof UnexpectedResponseError
    context.recorder.check(isNamed || !/json|html/i.test(mediaType), () =>
      failure(name, 'DC414', `${describeError(call.error)} instead of an UnexpectedResponseError`),
    )
    return
  }
  // An event that broke off is none.
  const read = call.answer?.isWhole ? responseBody : (/^[^]*\r?\n\r?\n/.exec(responseBody)?.[0] ?? '')
  const events = readEvents(read)
  const before = context.recorder.findings().length
  const holdsError = checkChunks(context, name, events)
  if (call.answer?.isWhole && !holdsError) checkRules(context, name, events)
  if (!call.answer?.isWhole) {
    blameGateway(context, 'DC417', CHUNK_POINTER, `${name}: the stream broke off after ${quote(responseBody)}`)
  }
  const isRight = context.recorder.findings().length === before
  if (checkRead(context, name, events, call) && isRight) checkSum(context, name, events, call.result as Streamed)
}

/** Each event is a chunk. Gives whether one is an error, after which no rule can be kept. */
function checkChunks(context: LiveContext, name: string, { chunks }: StreamEvents): boolean {
  const errors = chunks.filter((chunk) => asOpen(chunk)['error'] != null)
  for (const error of errors) {
    blameGateway(context, 'DC404', CHUNK_POINTER, `${name}: an event is an error: ${quote(JSON.stringify(error))}`)
  }
  const values = chunks.filter((chunk) => !errors.includes(chunk))
  checkHeld(context, name, 'DC404', { what: 'chunk', pointer: CHUNK_POINTER, values })
  return errors.length > 0
}

function checkRules(context: LiveContext, name: string, events: StreamEvents): void {
  const violations = streamViolations(events)
  if (violations.length === 0) context.recorder.pass()
  const root = { schema: { $ref: `#${CHUNK_POINTER}` }, pointer: CHUNK_POINTER }
  for (const { rule, message, chunk, pointer } of violations) {
    const violated = pointerOfPath(context.target.document, root, fromPointer(pointer))
    blameGateway(context, 'DC417', violated, `${name}: in chunk ${String(chunk + 1)}: ${message} (${rule})`)
  }
}

/** What the client promises: a stream that can be read is read as it came, and any other is an error. */
function checkRead({ recorder }: LiveContext, name: string, events: StreamEvents, call: LiveCall): boolean {
  // What comes after an early end mark may be read or not.
  if (events.endMark === 'early') return false
  if (!isReadable(events, call)) {
    recorder.check(call.error !== undefined, () => failure(name, 'DC414', 'the stream was read as if it were whole'))
    return false
  }
  const isRead = recorder.check(call.error === undefined, () => failure(name, 'DC414', describeError(call.error)))
  if (!isRead) return false
  const { chunks } = call.result as Streamed
  const expected = events.chunks.map((chunk) => ({ ...asOpen(chunk), choices: asOpen(chunk)['choices'] ?? [] }))
  return recorder.check(isDeepStrictEqual(chunks, expected), () =>
    failure(name, 'DC407', `the loop saw ${quote(JSON.stringify(chunks))}`),
  )
}

/** The accumulated completion says what the deltas say together. */
function checkSum({ recorder }: LiveContext, name: string, { chunks }: StreamEvents, { whole }: Streamed): void {
  const sums = textsOf(chunks)
  const arrived = whole.choices.map(({ message, finish_reason: finish }) => ({
    content: message.content ?? '',
    reasoning: message.reasoning_content ?? '',
    finish: finish ?? null,
  }))
  recorder.check(isDeepStrictEqual(arrived, sums), () =>
    failure(name, 'DC408', `accumulated ${quote(JSON.stringify(arrived))} instead of ${quote(JSON.stringify(sums))}`),
  )
}

function isReadable({ chunks, endMark }: StreamEvents, { answer }: LiveCall): boolean {
  const groups = groupBy(choicesOf(chunks), ({ index }) => index)
  const isFinished = groups.every((group) => group.some(({ choice }) => Boolean(choice['finish_reason'])))
  const isComplete = endMark === 'last' || (isFinished && answer?.isWhole === true)
  return groups.length > 0 && isComplete && chunks.every(isChunk)
}

function isChunk(event: unknown): event is WireChunk {
  const { choices = [], error } = asOpen(event)
  const isObject = typeof event === 'object' && event !== null && !Array.isArray(event)
  const isList = choices === null || (Array.isArray(choices) && choices.every((one) => asOpen(one) === one))
  return isObject && error == null && isList
}

/** What the deltas of each choice say together, choice after choice. */
function textsOf(chunks: readonly unknown[]) {
  const groups = groupBy(choicesOf(chunks), ({ index }) => index)
  const byIndex = groups.toSorted(([one], [other]) => (one?.index ?? 0) - (other?.index ?? 0))
  return byIndex.map((group) => {
    const join = (key: string) => group.map(({ delta }) => (delta[key] ?? '') as string).join('')
    const finish = group.findLast(({ choice }) => choice['finish_reason'] != null)?.choice['finish_reason'] ?? null
    return { content: join('content'), reasoning: join('reasoning_content'), finish }
  })
}
