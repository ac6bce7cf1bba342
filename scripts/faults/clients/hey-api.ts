import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { AnswerOutcome, ClientUnderTest, ErrorOutcome } from '../../../contract-tests/support/faults/outcome.ts'
import { createCuttingFetch } from '../../../contract-tests/support/faults/cutting-fetch.ts'
import { question } from './question.ts'
import { readCompletion } from '../../../contract-tests/support/faults/read-completion.ts'
import { numberAt, textAt } from '../../../contract-tests/support/faults/read-unknown.ts'
import { sumChunks } from './sum-chunks.ts'
import { tellError } from './tell-error.ts'

/** The part of the generated client that is used here; it is not there where this file is compiled. */
interface HeyApiModule {
  createClient: (options: { baseUrl: string; auth: string; fetch: typeof fetch | undefined }) => HeyApiClient
  createChatCompletionDoubaoSeedEvolving: (options: {
    client: HeyApiClient
    body: typeof question
  }) => Promise<{ data?: unknown; error?: unknown; response?: Response }>
}

interface HeyApiClient {
  sse: { post: (options: StreamOptions) => Promise<{ stream: AsyncIterable<unknown> }> }
}

interface StreamOptions {
  url: string
  body: typeof question & { stream: true }
  security: { scheme: 'bearer'; type: 'http' }[]
  headers: Record<string, string>
  sseMaxRetryAttempts: number
  onSseError: (error: unknown) => void
}

/** The compiled client's file, in the folder of the peers. */
export const HEY_API_BUNDLE = 'hey-api-client.cjs'

/**
 * The client that hey-api generates from our spec: JSON by the generated function, streams by its SSE client. It has no
 * time-outs. It counts attempts, the first one too, and tells of a failed one by `onSseError` alone: an error here is
 * that the last one failed.
 */
export function createHeyApiClient(peersFolder: string): ClientUnderTest {
  const heyApi = createRequire(import.meta.url)(join(peersFolder, HEY_API_BUNDLE)) as HeyApiModule
  return {
    id: 'hey-api',
    call: async ({ baseURL, apiKey, stream, maxRetries, cutsRequestBody }) => {
      const client = heyApi.createClient({
        baseUrl: baseURL,
        auth: apiKey,
        fetch: cutsRequestBody ? createCuttingFetch() : undefined,
      })
      try {
        if (stream) return await readStream(client, maxRetries + 1)
        const result = await heyApi.createChatCompletionDoubaoSeedEvolving({ client, body: question })
        return result.error === undefined ? readCompletion(result.data) : tellHeyApiError(result.error, result.response)
      } catch (error) {
        return tellError(error)
      }
    },
  }
}

async function readStream(client: HeyApiClient, maxAttempts: number): Promise<AnswerOutcome | ErrorOutcome> {
  const failures: unknown[] = []
  const chunks: unknown[] = []
  const { stream } = await client.sse.post({
    url: '/v1/chat/completions',
    body: { ...question, stream: true },
    security: [{ scheme: 'bearer', type: 'http' }],
    headers: { 'Content-Type': 'application/json' },
    sseMaxRetryAttempts: maxAttempts,
    onSseError: (error) => failures.push(error),
  })
  for await (const chunk of stream) chunks.push(chunk)
  const answer = sumChunks(chunks)
  return failures.length < maxAttempts
    ? answer
    : tellError(failures.at(-1), { partial: answer.content, attempts: failures.length })
}

function tellHeyApiError(error: unknown, response: Response | undefined): ErrorOutcome {
  return tellError(error, {
    status: numberAt(response, 'status'),
    code: textAt(error, 'error', 'code'),
    requestId: response?.headers.get('x-request-id') ?? null,
  })
}
