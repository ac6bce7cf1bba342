import type { ClientUnderTest, FaultCall } from '../../../contract-tests/support/faults/outcome.ts'
import { requireInstalled } from '../../lib/runtimes/installed-package.ts'
import { createCuttingFetch } from '../../../contract-tests/support/faults/cutting-fetch.ts'
import { question } from './question.ts'
import { readCompletion } from '../../../contract-tests/support/faults/read-completion.ts'
import { at, numberAt, textAt } from '../../../contract-tests/support/faults/read-unknown.ts'
import { tellError } from './tell-error.ts'

/** The part of openai that is used here; it is not installed where this file is compiled. */
interface OpenAiModule {
  OpenAI: new (options: {
    apiKey: string
    baseURL: string
    maxRetries: number
    timeout: number | undefined
    fetch: typeof fetch | undefined
  }) => OpenAi
}

interface OpenAi {
  chat: {
    completions: {
      create: (parameters: typeof question) => Promise<unknown>
      stream: (parameters: typeof question & { stream_options: { include_usage: true } }) => CompletionStream
    }
  }
}

interface CompletionStream {
  finalChatCompletion: () => Promise<unknown>
  /** What arrived so far. */
  currentChatCompletionSnapshot: unknown
}

/**
 * The `openai` package, with the stream helper that its users use. It has one
 * time-out, which is set to the shortest budget that it can keep: to a stream's headers, for all of a JSON answer.
 */
export function createOpenAiClient(installed: string): ClientUnderTest {
  const { OpenAI } = requireInstalled('openai', installed) as OpenAiModule
  return {
    id: 'openai',
    call: async (call) => {
      const client = new OpenAI(optionsFor(call))
      const { completions } = client.chat
      const stream = call.stream
        ? completions.stream({ ...question, stream_options: { include_usage: true } })
        : undefined
      try {
        return readCompletion(await (stream ? stream.finalChatCompletion() : completions.create(question)))
      } catch (error) {
        return tellError(error, {
          status: numberAt(error, 'status'),
          code: textAt(error, 'code'),
          requestId: textAt(error, 'requestID'),
          partial: textAt(at(stream, 'currentChatCompletionSnapshot'), 'choices', 0, 'message', 'content'),
        })
      }
    },
  }
}

function optionsFor({ apiKey, baseURL, maxRetries, timeout, totalTimeout, cutsRequestBody }: FaultCall) {
  const budgets = [timeout, totalTimeout].filter((budget) => budget !== undefined)
  return {
    apiKey,
    baseURL: `${baseURL}/v1`,
    maxRetries,
    timeout: budgets.length > 0 ? Math.min(...budgets) : undefined,
    fetch: cutsRequestBody ? createCuttingFetch() : undefined,
  }
}
