import { isDeepStrictEqual } from 'node:util'
import type { WireChunk } from 'doubao-client'
import { writeEvents } from '../answers/event-text.ts'
import { randomAnswers } from '../answers/random-answers.ts'
import { asOpen } from '../answers/stream-view.ts'
import { describeError, type CheckContext } from '../check-context.ts'
import { CHUNK_POINTER } from '../contract-target.ts'
import { answerWithEvents, checkEvents, failure } from './event-answer.ts'
import type { OwnAnswersOptions } from './own-answers.ts'

const CHUNK_COUNT = 50
const CHUNKS_A_STREAM = 10

/**
 * Answers the client with streams of random chunks. What they tell together is nothing, so that no rule of streams holds
 * of them: each shows what a chunk may hold, is valid by the target's spec, and arrives as it was sent.
 */
export async function checkOwnChunks(
  context: CheckContext,
  body: Record<string, unknown>,
  { source = context.target, seed = 1 }: OwnAnswersOptions = {},
): Promise<void> {
  for (const [index, chunks] of randomStreams(source.document, seed).entries()) {
    await checkRandomStream(context, `random stream ${String(index + 1)}`, body, chunks)
  }
}

function randomStreams(document: Record<string, unknown>, seed: number): unknown[][] {
  if (!asOpen(asOpen(document['components'])['schemas'])['ChatCompletionChunk']) return []
  const chunks = randomAnswers(document, CHUNK_POINTER, CHUNK_COUNT, seed)
  const count = Math.ceil(chunks.length / CHUNKS_A_STREAM)
  return Array.from({ length: count }, (_, index) =>
    chunks.slice(index * CHUNKS_A_STREAM, (index + 1) * CHUNKS_A_STREAM),
  )
}

async function checkRandomStream(
  context: CheckContext,
  name: string,
  body: Record<string, unknown>,
  random: readonly unknown[],
): Promise<void> {
  const call = await answerWithEvents(context, writeEvents(random), body, readLoop)
  const chunks = checkEvents(context, name, call)
  if (!chunks) return
  const isRight = chunks.every(isChunk)
    ? isDeepStrictEqual(call.result, chunks.map(withChoices))
    : call.error !== undefined
  const what = call.error === undefined ? `the loop saw ${JSON.stringify(call.result)}` : describeError(call.error)
  context.recorder.check(isRight, () => failure(name, 'DC407', what))
}

async function readLoop(result: unknown): Promise<WireChunk[]> {
  const chunks: WireChunk[] = []
  for await (const chunk of result as AsyncIterable<WireChunk>) chunks.push(chunk)
  return chunks
}

/** What the client promises to take for a chunk; its choices are there in any case. */
function isChunk(event: unknown): event is WireChunk {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) return false
  const choices: unknown = (event as WireChunk).choices ?? []
  return Array.isArray(choices) && choices.every((choice) => typeof choice === 'object' && choice !== null)
}

function withChoices(chunk: WireChunk): WireChunk {
  return { ...chunk, choices: chunk.choices ?? [] }
}
