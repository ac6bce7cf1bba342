import type {
  WireChoice,
  WireChunk,
  WireChunkChoice,
  WireCompletion,
  WireDelta,
  WireMessage,
  WireToolCall,
  WireToolCallDelta,
} from './wire-types.ts'

/** Adds up the chunks of one stream. */
export interface Accumulator {
  add: (chunk: WireChunk) => void
  /** The completion so far; undefined before the first choice. Later chunks do not change it. */
  completion: () => WireCompletion | undefined
  /** Whether there was a choice, and every choice that began has its finish_reason. */
  isFinished: () => boolean
}

/** A choice under way: its tool calls stand by their index until the end. */
interface OpenChoice {
  choice: WireChoice
  toolCalls: Map<number, WireToolCall>
}

/** These arrive in fragments; of every other key the last value that is not null counts. */
const TEXT_KEYS = ['content', 'reasoning_content', 'refusal'] as const

/** Starts an empty completion. Choices may interleave; tool calls may come whole or in fragments. */
export function createAccumulator(): Accumulator {
  let head: Record<string, unknown> = {}
  const choices = new Map<number, OpenChoice>()
  return {
    add: (chunk) => {
      const { choices: chunkChoices, ...rest } = chunk
      head = mergeLatest(head, rest)
      for (const chunkChoice of chunkChoices ?? []) {
        const index = chunkChoice.index ?? 0
        const open = choices.get(index) ?? { choice: { index, message: {} }, toolCalls: new Map() }
        choices.set(index, addToChoice(open, chunkChoice))
      }
    },
    completion: () => {
      const [first, ...others] = [...choices].sort(([one], [other]) => one - other).map(([, open]) => closeChoice(open))
      return first && { ...head, object: 'chat.completion', choices: [first, ...others] }
    },
    isFinished: () => choices.size > 0 && [...choices.values()].every(({ choice }) => choice.finish_reason != null),
  }
}

function addToChoice({ choice, toolCalls }: OpenChoice, chunkChoice: WireChunkChoice): OpenChoice {
  const { delta, ...rest } = chunkChoice
  const message = addToMessage(choice.message, delta ?? {})
  for (const [position, toolCall] of (delta?.tool_calls ?? []).entries()) {
    const index = toolCall.index ?? position
    toolCalls.set(index, addToToolCall(toolCalls.get(index), toolCall))
  }
  return { choice: { ...mergeLatest(choice, rest), message }, toolCalls }
}

function addToMessage(message: WireMessage, { tool_calls: _, ...delta }: WireDelta): WireMessage {
  const sum: WireMessage = mergeLatest(message, delta)
  for (const key of TEXT_KEYS) {
    if (typeof message[key] === 'string' && typeof delta[key] === 'string') sum[key] = message[key] + delta[key]
  }
  return sum
}

function addToToolCall(toolCall: WireToolCall | undefined, { index: _, ...delta }: WireToolCallDelta): WireToolCall {
  if (!toolCall) return delta
  const argumentsSoFar = toolCall.function?.arguments ?? ''
  return {
    ...mergeLatest(toolCall, delta),
    function: {
      ...mergeLatest(toolCall.function ?? {}, delta.function ?? {}),
      arguments: argumentsSoFar + (delta.function?.arguments ?? ''),
    },
  }
}

function closeChoice({ choice, toolCalls }: OpenChoice): WireChoice {
  if (toolCalls.size === 0) return choice
  const inOrder = [...toolCalls].sort(([one], [other]) => one - other).map(([, toolCall]) => toolCall)
  return { ...choice, message: { ...choice.message, tool_calls: inOrder } }
}

/** Every chunk repeats keys, and a later one may send null or nothing for what an earlier one told. */
function mergeLatest<Known extends object>(known: Known, latest: object): Known {
  const told = Object.entries(latest).filter(([key, value]) => value !== null || !Object.hasOwn(known, key))
  return { ...known, ...Object.fromEntries(told) }
}
