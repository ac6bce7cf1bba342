import type { StreamEvents } from './event-text.ts'
import { groupBy } from './group-by.ts'
import { asOpen, choicesOf, type ChoiceView } from './stream-view.ts'
import { toolCallRules, type Breach } from './tool-call-rules.ts'

/** A breach, and the rule that it breaks. */
export interface StreamViolation extends Breach {
  rule: StreamRule
}

const HEAD = ['id', 'object', 'created', 'model']

/** What the chunks of one stream keep to together; what one chunk may hold is its schema's to say. */
const streamRules = {
  'a stream has a choice': ({ chunks }: StreamEvents) =>
    choicesOf(chunks).length > 0 ? [] : [breach(chunks.length - 1, '/choices', 'no chunk has a choice')],

  /** Only the chunk that tells the usage may come without a choice. */
  'a chunk has a choice or the usage': ({ chunks }: StreamEvents) =>
    chunks.flatMap((chunk, index) => {
      const { choices, usage } = asOpen(chunk)
      const isEmpty = !Array.isArray(choices) || choices.length === 0
      return isEmpty && usage == null ? [breach(index, '/choices', 'the chunk has neither a choice nor the usage')] : []
    }),

  'the head stays the same': ({ chunks }: StreamEvents) =>
    HEAD.flatMap((key) => {
      const first = chunks.map((chunk) => asOpen(chunk)[key]).find((value) => value !== undefined)
      const other = chunks.findIndex((chunk) => ![first, undefined].includes(asOpen(chunk)[key]))
      return other < 0 ? [] : [breach(other, `/${key}`, `\`${key}\` is another one than before`)]
    }),

  'the role is assistant': ({ chunks }: StreamEvents) =>
    choicesOf(chunks)
      .filter(({ delta }) => ![undefined, null, 'assistant'].includes(delta['role'] as null))
      .map(({ chunk, pointer }) => breach(chunk, `${pointer}/delta/role`, 'the role is not assistant')),

  'a choice finishes once': ({ chunks }: StreamEvents) =>
    groupChoices(chunks).flatMap((group) => {
      const [, second] = group.filter(isFinish)
      if (second) return [breach(second.chunk, `${second.pointer}/finish_reason`, 'the choice finishes again')]
      const last = group.some(isFinish) ? undefined : group.at(-1)
      return last ? [breach(last.chunk, `${last.pointer}/finish_reason`, 'the choice never finishes')] : []
    }),

  'nothing comes of a choice that finished': ({ chunks }: StreamEvents) =>
    groupChoices(chunks).flatMap((group) => {
      const end = group.findIndex(isFinish)
      const after = end < 0 ? undefined : group[end + 1]
      return after ? [breach(after.chunk, after.pointer, 'the choice goes on after its finish_reason')] : []
    }),

  'the usage comes once': ({ chunks }: StreamEvents) => {
    const [, second] = usageChunks(chunks)
    return second === undefined ? [] : [breach(second, '/usage', 'the usage is told again')]
  },

  'the usage comes last': ({ chunks }: StreamEvents) => {
    const [first] = usageChunks(chunks)
    const isLast = first === undefined || first === chunks.length - 1
    return isLast ? [] : [breach(first, '/usage', 'chunks come after the usage')]
  },

  'the end mark comes last': ({ chunks, endMark }: StreamEvents) =>
    endMark === 'last' ? [] : [breach(chunks.length - 1, '', `the end mark is ${endMark}`)],
}

type StreamRule = keyof typeof streamRules | keyof typeof toolCallRules

/** The names of all rules; each says what holds where it is kept. */
export const streamRuleNames = Object.keys({ ...streamRules, ...toolCallRules }) as StreamRule[]

/** What of a stream breaks which rule; nothing where it is one that the format allows. */
export function streamViolations(events: StreamEvents): StreamViolation[] {
  const violations = [
    ...Object.entries(streamRules).map(([rule, find]) => ({ rule, breaches: find(events) })),
    ...Object.entries(toolCallRules).map(([rule, find]) => ({ rule, breaches: find(events.chunks) })),
  ]
  return violations.flatMap(({ rule, breaches }) => breaches.map((one) => ({ ...one, rule: rule as StreamRule })))
}

function breach(chunk: number, pointer: string, message: string): Breach {
  return { chunk, pointer, message }
}

function groupChoices(chunks: readonly unknown[]): ChoiceView[][] {
  return groupBy(choicesOf(chunks), ({ index }) => index)
}

function isFinish({ choice }: ChoiceView): boolean {
  return choice['finish_reason'] != null
}

function usageChunks(chunks: readonly unknown[]): number[] {
  return chunks.flatMap((chunk, index) => (asOpen(chunk)['usage'] == null ? [] : [index]))
}
