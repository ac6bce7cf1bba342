import { createClient } from 'doubao-client'
import { readCompletion } from './read-completion.ts'
import { createCuttingFetch } from './cutting-fetch.ts'
import { OUR_CLIENT } from './judge.ts'
import type { AnswerOutcome, ClientUnderTest, ErrorOutcome, FaultCall } from './outcome.ts'

const question = { model: 'doubao-seed-evolving', messages: [{ role: 'user', content: '春眠不觉晓' }] } as const

/** doubao-client, as its users call it. */
export const ourClient: ClientUnderTest = {
  id: OUR_CLIENT,
  call: async (call) => {
    try {
      return await complete(call)
    } catch (error) {
      return toErrorOutcome(error)
    }
  },
}

async function complete({ stream, cutsRequestBody, ...options }: FaultCall): Promise<AnswerOutcome> {
  const fetch = cutsRequestBody ? createCuttingFetch() : undefined
  const { completions } = createClient({ gateway: 'anyfast', ...options, fetch }).chat
  if (!stream) return readCompletion(await completions.create({ ...question, messages: [...question.messages] }))
  const chunks = await completions.create({ ...question, messages: [...question.messages], stream: true })
  return readCompletion(await chunks.finalChatCompletion())
}

/** Facts are read by name, whatever class holds them: the scenario says which class it must be. */
function toErrorOutcome(error: unknown): ErrorOutcome {
  const facts: Partial<Record<string, unknown>> = Object.fromEntries(
    error instanceof Error ? Object.entries(error) : [],
  )
  return {
    kind: 'error',
    name: error instanceof Error ? error.name : null,
    message: error instanceof Error ? error.message : String(error),
    isError: error instanceof Error,
    status: numberOf(facts['status']),
    code: textOf(facts['code']),
    requestId: textOf(facts['requestId']),
    partial: contentOf(facts['partial']),
    attempts: numberOf(facts['attempts']),
    isRetryable: typeof facts['isRetryable'] === 'boolean' ? facts['isRetryable'] : null,
    budget: textOf(facts['budget']),
  }
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null
}

function contentOf(partial: unknown): string | null {
  return readCompletion(partial).content
}
