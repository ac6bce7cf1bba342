import type {
  AnswerOutcome,
  ClientUnderTest,
  ErrorOutcome,
  FaultCall,
} from '../../../contract-tests/support/faults/outcome.ts'
import { requireInstalled } from '../../lib/runtimes/installed-package.ts'
import { createCuttingFetch } from '../../../contract-tests/support/faults/cutting-fetch.ts'
import { question } from './question.ts'
import { at, numberAt, textAt } from '../../../contract-tests/support/faults/read-unknown.ts'
import { tellError } from './tell-error.ts'

/** The part of @ai-sdk/openai-compatible that is used here; it is not installed where this file is compiled. */
interface ProviderModule {
  createOpenAICompatible: (options: {
    name: string
    apiKey: string
    baseURL: string
    includeUsage: true
    fetch: typeof fetch | undefined
  }) => { chatModel: (model: string) => unknown }
}

/** The part of ai that is used here. */
interface AiModule {
  generateText: (options: CallOptions) => Promise<Whole>
  streamText: (options: CallOptions & { onError: () => void }) => Streamed
}

interface CallOptions {
  model: unknown
  messages: typeof question.messages
  maxRetries: number
  timeout: {
    stepMs: number | undefined
    totalMs: number | undefined
    firstChunkMs?: number | undefined
    chunkMs?: number | undefined
  }
}

interface Whole {
  text: string
  reasoningText: string | undefined
  toolCalls: { toolCallId: string; toolName: string; input: unknown }[]
  rawFinishReason: string | undefined
  usage: { totalTokens: number | undefined }
}

type Streamed = { [Key in keyof Whole]: PromiseLike<Whole[Key]> } & {
  stream: AsyncIterable<{ type: string; text?: string; error?: unknown; reason?: unknown }>
}

/**
 * The AI SDK over its OpenAI-compatible provider, as both READMEs show. Error parts of a stream count as errors. It has
 * no time-out for the headers alone: the one for a step, which is all of one call with its retries, stands in.
 */
export function createAiSdkClient(installed: string): ClientUnderTest {
  const { createOpenAICompatible } = requireInstalled('@ai-sdk/openai-compatible', installed) as ProviderModule
  const { generateText, streamText } = requireInstalled('ai', installed) as AiModule
  const optionsFor = (call: FaultCall): CallOptions => ({
    model: createOpenAICompatible({
      name: 'doubao',
      apiKey: call.apiKey,
      baseURL: `${call.baseURL}/v1`,
      includeUsage: true,
      fetch: call.cutsRequestBody ? createCuttingFetch() : undefined,
    }).chatModel(question.model),
    messages: question.messages,
    maxRetries: call.maxRetries,
    timeout: timeoutFor(call),
  })
  return {
    id: 'ai-sdk',
    call: async (call) => {
      if (call.stream) return await readStream(streamText({ ...optionsFor(call), onError: () => undefined }))
      try {
        return readWhole(await generateText(optionsFor(call)))
      } catch (error) {
        return tellAiError(error, null)
      }
    },
  }
}

function timeoutFor({ stream, timeout, idleTimeout, totalTimeout }: FaultCall): CallOptions['timeout'] {
  const budgets = { stepMs: timeout, totalMs: totalTimeout }
  return stream ? { ...budgets, firstChunkMs: idleTimeout, chunkMs: idleTimeout } : budgets
}

/** Reads to the end, or to the first part that reports an error. */
async function readStream(streamed: Streamed): Promise<AnswerOutcome | ErrorOutcome> {
  let partial: string | null = null
  try {
    for await (const part of streamed.stream) {
      if (part.type === 'text-delta') partial = (partial ?? '') + (part.text ?? '')
      if (part.type === 'error') return tellAiError(part.error, partial)
      if (part.type === 'abort') return tellAiError(part.reason, partial)
    }
    return readWhole({
      text: await streamed.text,
      reasoningText: await streamed.reasoningText,
      toolCalls: await streamed.toolCalls,
      rawFinishReason: await streamed.rawFinishReason,
      usage: await streamed.usage,
    })
  } catch (error) {
    return tellAiError(error, partial)
  }
}

function readWhole({ text, reasoningText, toolCalls, rawFinishReason, usage }: Whole): AnswerOutcome {
  return {
    kind: 'answer',
    content: text,
    reasoning: reasoningText ?? null,
    toolCalls: toolCalls.map(({ toolCallId, toolName, input }) => ({
      id: toolCallId,
      name: toolName,
      arguments: typeof input === 'string' ? input : JSON.stringify(input),
    })),
    finishReason: rawFinishReason ?? null,
    totalTokens: usage.totalTokens ?? null,
  }
}

/** After retries the last error tells the facts. */
function tellAiError(error: unknown, partial: string | null): ErrorOutcome {
  const attempts = at(error, 'errors')
  const last = at(error, 'lastError') ?? error
  const isRetryable = at(last, 'isRetryable')
  return tellError(error, {
    status: numberAt(last, 'statusCode'),
    code: textAt(last, 'code') ?? textAt(last, 'data', 'error', 'code'),
    requestId: textAt(last, 'responseHeaders', 'x-request-id'),
    partial,
    attempts: Array.isArray(attempts) ? attempts.length : null,
    isRetryable: typeof isRetryable === 'boolean' ? isRetryable : null,
  })
}
