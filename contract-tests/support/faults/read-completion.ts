import type { AnswerOutcome } from './outcome.ts'
import { at, numberAt, textAt } from './read-unknown.ts'

/** What stands in a completion that a client handed out, be it one or not. */
export function readCompletion(completion: unknown): AnswerOutcome {
  const choice = at(completion, 'choices', 0)
  const toolCalls = at(choice, 'message', 'tool_calls')
  return {
    kind: 'answer',
    content: textAt(choice, 'message', 'content'),
    reasoning: textAt(choice, 'message', 'reasoning_content'),
    toolCalls: (Array.isArray(toolCalls) ? toolCalls : []).map((call: unknown) => ({
      id: textAt(call, 'id'),
      name: textAt(call, 'function', 'name'),
      arguments: textAt(call, 'function', 'arguments'),
    })),
    finishReason: textAt(choice, 'finish_reason'),
    totalTokens: numberAt(completion, 'usage', 'total_tokens'),
  }
}

/** An answer of which nothing is known yet. */
export const NO_ANSWER: Readonly<AnswerOutcome> = {
  kind: 'answer',
  content: null,
  reasoning: null,
  toolCalls: [],
  finishReason: null,
  totalTokens: null,
}
