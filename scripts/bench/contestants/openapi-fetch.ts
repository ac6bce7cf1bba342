import { requireInstalled } from '../../lib/runtimes/installed-package.ts'
import { question } from '../payload.ts'
import { API_KEY, type Contestant } from './contestant.ts'

/** The part of openapi-fetch that is used here; it is not installed where this file is compiled. */
interface OpenApiFetchModule {
  default: (options: { baseUrl: string; headers: Record<string, string> }) => {
    POST: (path: string, options: { body: unknown }) => Promise<{ data?: unknown; error?: unknown }>
  }
}

/** openapi-fetch, whose types alone are generated. */
export function createOpenApiFetch(peersFolder: string): Contestant {
  const { default: createClient } = requireInstalled('openapi-fetch', peersFolder) as OpenApiFetchModule
  return {
    prepareCall: ({ baseURL }) => {
      const client = createClient({ baseUrl: baseURL, headers: { Authorization: `Bearer ${API_KEY}` } })
      return async () => {
        const { data, error } = await client.POST('/v1/chat/completions', { body: question })
        if (data === undefined) throw new Error(JSON.stringify(error))
        return data
      }
    },
  }
}
