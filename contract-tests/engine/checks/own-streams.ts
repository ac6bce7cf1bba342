import { isDeepStrictEqual } from 'node:util'
import { composeStream, streamShapes, type StreamShape } from '../answers/compose-stream.ts'
import { readEvents, writeEvents } from '../answers/event-text.ts'
import { streamViolations } from '../answers/stream-rules.ts'
import { wholeCompletion } from '../answers/whole-completion.ts'
import type { WireCompletion } from '../answers/wire.ts'
import { withoutBlanks } from '../answers/without-blanks.ts'
import { describeError, type Call, type CheckContext } from '../check-context.ts'
import { CHUNK_POINTER } from '../contract-target.ts'
import { answerWithEvents, checkEvents, failure } from './event-answer.ts'
import type { OwnAnswersOptions } from './own-answers.ts'
import { checkOwnChunks } from './own-chunks.ts'
import { readStream, type Streamed } from './stream.ts'

/**
 * Answers the client with streams: of completions, in every shape that gateways give them, and of random chunks. Each is
 * one request, each chunk is valid by the target's spec and arrives as it was sent, and a composed stream keeps the rules
 * of its format and adds up to the completion it was made from.
 */
export async function checkOwnStreams(
  context: CheckContext,
  body: Record<string, unknown>,
  options: OwnAnswersOptions = {},
): Promise<void> {
  const { target } = context
  const { source = target } = options
  if (!target.operation.answers.some(({ streamExample }) => streamExample !== undefined)) return
  const streamBody = { ...body, stream: true }
  // What is composed holds what the target documents, whatever the source does.
  const completions =
    source.document === target.document ? completionsOf(target.document, target.completionPointer) : []
  for (const completion of completions) {
    for (const shape of streamShapes) await checkComposedStream(context, streamBody, completion, shape)
  }
  await checkOwnChunks(context, streamBody, options)
}

/** All that is documented, the same without a text, two choices that take turns, and text beyond the basic plane. */
function completionsOf(document: Record<string, unknown>, pointer: string): WireCompletion[] {
  const whole = wholeCompletion(document, pointer)
  const [choice] = whole.choices
  const text = { role: 'assistant', content: '𠮷野家😀👩‍👩‍👧‍👦é'.repeat(3) }
  return [
    whole,
    { ...whole, choices: [{ ...choice, message: { ...choice.message, content: null } }] },
    { ...whole, choices: [choice, { ...choice, index: 1, message: text, finish_reason: 'length' }] },
    { ...whole, choices: [{ ...choice, message: text, finish_reason: 'stop' }] },
  ]
}

async function checkComposedStream(
  context: CheckContext,
  body: Record<string, unknown>,
  completion: WireCompletion,
  shape: StreamShape,
): Promise<void> {
  const { recorder } = context
  const name = `stream (${shape.name}) of ${String(completion.choices.length)} choices`
  const call = await answerWithEvents(context, writeEvents(composeStream(completion, shape)), body, readStream)
  const chunks = checkEvents(context, name, call)
  if (!chunks) return
  checkRules(context, name, call)
  const isRead = recorder.check(call.error === undefined, () => failure(name, 'DC414', describeError(call.error)))
  if (!isRead || call.error !== undefined) return

  checkLoop(context, name, call, chunks)
  const { whole } = call.result as Streamed
  const { usage, ...untold } = completion
  const expected = withoutBlanks(shape.hasUsageChunk ? { ...untold, usage } : untold)
  recorder.check(isDeepStrictEqual(withoutBlanks(whole), expected), () =>
    failure(name, 'DC408', `accumulated ${JSON.stringify(whole)} instead of ${JSON.stringify(expected)}`),
  )
}

/** The loop over a stream saw the chunks that were sent. */
export function checkLoop(
  { recorder }: CheckContext,
  name: string,
  { result }: Call,
  chunks: readonly unknown[],
): void {
  const { chunks: seen } = result as Streamed
  recorder.check(isDeepStrictEqual(seen, chunks), () => failure(name, 'DC407', `the loop saw ${JSON.stringify(seen)}`))
}

/** A stream keeps the rules of its format. */
export function checkRules({ recorder }: CheckContext, name: string, { exchanges: [exchange] }: Call): void {
  const violations = streamViolations(readEvents(exchange?.responseBody ?? ''))
  if (violations.length === 0) recorder.pass()
  for (const { rule, message, chunk } of violations) {
    const at = `${name}: in chunk ${String(chunk + 1)}`
    recorder.fail({ code: 'DC417', side: 'gateway', pointer: CHUNK_POINTER, message: `${at}: ${message} (${rule})` })
  }
}
