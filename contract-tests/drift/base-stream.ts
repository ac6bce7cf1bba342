import { composeStream, streamShapes, type StreamShape } from '../engine/answers/compose-stream.ts'
import { callsOf, choicesOf } from '../engine/answers/stream-view.ts'
import type { WireChunk, WireCompletion } from '../engine/answers/wire.ts'

/** What the chunks of a stream are for. Where a stream has no such chunk, its kind is not there. */
export type ChunkKind = 'reasoning' | 'content' | 'tools' | 'finish' | 'usage'

/** A correct stream, and where in it the first chunk of each kind stands. */
export interface BaseStream {
  completion: WireCompletion
  chunks: WireChunk[]
  kinds: Partial<Record<ChunkKind, number>>
}

const [doubaoShape] = streamShapes as [StreamShape]

/** As Doubao sends it, with the usage asked for, and each kind of chunk apart. */
const WHOLE_CALLS: StreamShape = { ...doubaoShape, hasUsageChunk: true, isFinishApart: true }

/** As the OpenAI format has it. */
const FRAGMENTS: StreamShape = {
  name: 'fragments',
  isRoleFirstOnly: true,
  isFinishNull: true,
  isUsageAbsent: true,
  hasUsageChunk: true,
  hasFragments: true,
  isFinishApart: true,
  isTerse: true,
}

/** The streams that mutants are made from: tool calls whole, and tool calls in fragments. */
export function baseStreams(whole: WireCompletion): Record<'whole' | 'fragments', BaseStream> {
  const completion = { ...whole, service_tier: 'default' }
  const baseOf = (shape: StreamShape): BaseStream => {
    const chunks = composeStream(completion, shape)
    return { completion, chunks, kinds: kindsOf(chunks) }
  }
  return { whole: baseOf(WHOLE_CALLS), fragments: baseOf(FRAGMENTS) }
}

function kindsOf(chunks: readonly WireChunk[]): BaseStream['kinds'] {
  const choices = choicesOf(chunks)
  const [call] = callsOf(chunks)
  const usage = chunks.findIndex((chunk) => chunk.usage != null)
  const positions: Record<ChunkKind, number | undefined> = {
    reasoning: choices.find(({ delta }) => delta['reasoning_content'])?.chunk,
    content: choices.find(({ delta }) => delta['content'])?.chunk,
    tools: call?.chunk,
    finish: choices.find(({ choice }) => choice['finish_reason'] != null)?.chunk,
    usage: usage < 0 ? undefined : usage,
  }
  return Object.fromEntries(Object.entries(positions).filter(([, position]) => position !== undefined))
}
