import type { AnswerOutcome } from './outcome.ts'

/** A completion in the shape that Doubao and OpenAI share, as far as an outcome needs it. */
export interface CompletionLike {
  choices: {
    message: {
      content?: string | null | undefined
      reasoning_content?: string | null | undefined
      tool_calls?: { id?: string; function?: { name?: string; arguments?: string } }[] | null | undefined
    }
    finish_reason?: string | null | undefined
  }[]
  usage?: { total_tokens?: number } | null | undefined
}

/** The outcome of a call that gave a completion. */
export function toAnswerOutcome({ choices: [choice], usage }: CompletionLike): AnswerOutcome {
  const toolCalls = choice?.message.tool_calls ?? []
  return {
    kind: 'answer',
    content: choice?.message.content ?? null,
    reasoning: choice?.message.reasoning_content ?? null,
    toolCalls: toolCalls.map(({ id, function: called }) => ({
      id: id ?? null,
      name: called?.name ?? null,
      arguments: called?.arguments ?? null,
    })),
    finishReason: choice?.finish_reason ?? null,
    totalTokens: usage?.total_tokens ?? null,
  }
}
