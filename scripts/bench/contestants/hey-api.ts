import { createRequire } from 'node:module'
import { join } from 'node:path'
import { HEY_API_BUNDLE } from '../../faults/clients/hey-api.ts'
import { question } from '../payload.ts'
import { API_KEY, type Contestant, type Source } from './contestant.ts'

/** The part of the generated client that is used here; it is not there where this file is compiled. */
interface HeyApiModule {
  createClient: (options: { baseUrl: string; auth: string; fetch: typeof fetch | undefined }) => HeyApiClient
  createChatCompletionDoubaoSeedEvolving: (options: {
    client: HeyApiClient
    body: typeof question
    throwOnError: true
  }) => Promise<unknown>
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
}

/** The client that hey-api generates from our spec: JSON by the generated function, streams by its SSE client. */
export function createHeyApi(peersFolder: string): Contestant {
  const heyApi = createRequire(import.meta.url)(join(peersFolder, HEY_API_BUNDLE)) as HeyApiModule
  const createClient = ({ baseURL, fetch }: Source) => heyApi.createClient({ baseUrl: baseURL, auth: API_KEY, fetch })
  return {
    prepareCall: (source) => {
      const client = createClient(source)
      return () => heyApi.createChatCompletionDoubaoSeedEvolving({ client, body: question, throwOnError: true })
    },
    prepareStream: (source) => {
      const client = createClient(source)
      return async () => {
        const { stream } = await client.sse.post({
          url: '/v1/chat/completions',
          body: { ...question, stream: true },
          security: [{ scheme: 'bearer', type: 'http' }],
          headers: { 'Content-Type': 'application/json' },
          // It would ask again for a stream that came to its end.
          sseMaxRetryAttempts: 1,
        })
        return stream
      }
    },
  }
}
