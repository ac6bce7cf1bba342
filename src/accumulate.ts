import type { WireChoice, WireChunk, WireChunkChoice, WireCompletion, WireDelta, WireToolCall } from './wire-types.ts'

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

/** These arrive in fragments; of every other key the last value that tells something counts. */
const TEXT_KEYS = ['content', 'reasoning_content', 'refusal'] as const

/** Starts an empty completion. Choices may interleave; tool calls may come whole or in fragments. */
export function createAccumulator(): Accumulator {
  let head = {}
  const openChoices = new Map<number, OpenChoice>()
  return {
    add: ({ choices, ...rest }) => {
      head = mergeLatest(head, rest)
      for (const chunkChoice of choices ?? []) {
        const index = chunkChoice.index ?? 0
        const open = openChoices.get(index) ?? { choice: { index, message: {} }, toolCalls: new Map() }
        openChoices.set(index, addToChoice(open, chunkChoice))
      }
    },
    completion: () => {
      const [first, ...others] = inOrder(openChoices).map(closeChoice)
      return first && { ...head, object: 'chat.completion', choices: [first, ...others] }
    },
    isFinished: () => openChoices.size > 0 && [...openChoices.values()].every(({ choice }) => choice.finish_reason),
  }
}

function addToChoice({ choice, toolCalls }: OpenChoice, { delta, ...rest }: WireChunkChoice): OpenChoice {
  const { tool_calls: fragments, ...told }: WireDelta = delta ?? {}
  const message = mergeLatest(choice.message, told)
  for (const key of TEXT_KEYS) {
    if (typeof choice.message[key] === 'string') message[key] = choice.message[key] + (told[key] ?? '')
  }
  for (const [position, { index = position, ...fragment }] of (fragments ?? []).entries()) {
    const known = toolCalls.get(index)
    toolCalls.set(index, known ? addToToolCall(known, fragment) : fragment)
  }
  return { choice: { ...mergeLatest(choice, rest), message }, toolCalls }
}

function addToToolCall(known: WireToolCall, fragment: WireToolCall): WireToolCall {
  const sum = (known.function?.arguments ?? '') + (fragment.function?.arguments ?? '')
  const merged = { ...mergeLatest(known.function ?? {}, fragment.function ?? {}), arguments: sum }
  return { ...mergeLatest(known, fragment), function: merged }
}

function closeChoice({ choice, toolCalls }: OpenChoice): WireChoice {
  return toolCalls.size === 0 ? choice : { ...choice, message: { ...choice.message, tool_calls: inOrder(toolCalls) } }
}

function inOrder<Item>(items: Map<number, Item>): Item[] {
  return [...items].sort(([one], [other]) => one - other).map(([, item]) => item)
}

/** Every chunk repeats keys, and a later one may send null, "" or nothing for what an earlier one told. */
function mergeLatest<Known extends object>(known: Known, latest: object): Known {
  const told = Object.entries(latest).filter(([key, value]) => (value ?? '') !== '' || !Object.hasOwn(known, key))
  return { ...known, ...Object.fromEntries(told) }
}
