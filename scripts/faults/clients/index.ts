import { ourClient } from '../../../contract-tests/support/faults/our-client.ts'
import type { ClientUnderTest } from '../../../contract-tests/support/faults/outcome.ts'
import { createAiSdkClient } from './ai-sdk.ts'
import { createHeyApiClient } from './hey-api.ts'
import { createOpenAiClient } from './openai.ts'

/** Loads a client under test, by the id of scripts/lib/faults/clients.ts, and nothing of the others. */
export function loadClient(id: string, peersFolder: string): ClientUnderTest {
  switch (id) {
    case 'ours':
      return ourClient
    case 'openai':
      return createOpenAiClient(peersFolder)
    case 'ai-sdk':
      return createAiSdkClient(peersFolder)
    case 'hey-api':
      return createHeyApiClient(peersFolder)
    default:
      throw new TypeError(`there is no client ${id}`)
  }
}
