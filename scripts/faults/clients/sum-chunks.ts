import { NO_ANSWER } from '../../../contract-tests/support/faults/read-completion.ts'
import type { AnswerOutcome } from '../../../contract-tests/support/faults/outcome.ts'
import { at, numberAt, textAt } from '../../../contract-tests/support/faults/read-unknown.ts'

/** What a plain loop over a stream's chunks adds up, for a client that leaves that to its users. */
export function sumChunks(chunks: readonly unknown[]): AnswerOutcome {
  const sum: AnswerOutcome = { ...NO_ANSWER, toolCalls: [] }
  for (const chunk of chunks) {
    const choice = firstChoiceOf(chunk)
    sum.content = join(sum.content, textAt(choice, 'delta', 'content'))
    sum.reasoning = join(sum.reasoning, textAt(choice, 'delta', 'reasoning_content'))
    sum.finishReason = textAt(choice, 'finish_reason') ?? sum.finishReason
    sum.totalTokens = numberAt(chunk, 'usage', 'total_tokens') ?? sum.totalTokens
    const calls = at(choice, 'delta', 'tool_calls')
    for (const call of Array.isArray(calls) ? (calls as unknown[]) : []) addToolCall(sum.toolCalls, call)
  }
  return sum
}

function firstChoiceOf(chunk: unknown): unknown {
  const choices = at(chunk, 'choices')
  return Array.isArray(choices) ? choices.find((choice) => (numberAt(choice, 'index') ?? 0) === 0) : undefined
}

function addToolCall(toolCalls: AnswerOutcome['toolCalls'], call: unknown): void {
  const index = numberAt(call, 'index') ?? toolCalls.length
  const before = toolCalls[index]
  toolCalls[index] = {
    id: before?.id ?? textAt(call, 'id'),
    name: before?.name ?? textAt(call, 'function', 'name'),
    arguments: join(before?.arguments ?? null, textAt(call, 'function', 'arguments')),
  }
}

function join(before: string | null, piece: string | null): string | null {
  return piece === null ? before : (before ?? '') + piece
}
