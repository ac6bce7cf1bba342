import { createAiSdk } from './ai-sdk.ts'
import type { Contestant } from './contestant.ts'
import { createHeyApi } from './hey-api.ts'
import { createOpenAi, createOpenAiFinal } from './openai.ts'
import { createOpenApiFetch } from './openapi-fetch.ts'
import { ours } from './ours.ts'
import { yardsticks } from './yardsticks.ts'

const contestants: Partial<Record<string, (peersFolder: string) => Contestant>> = {
  ...yardsticks,
  ...ours,
  openai: createOpenAi,
  'openai-final': createOpenAiFinal,
  'ai-sdk': createAiSdk,
  'hey-api': createHeyApi,
  'openapi-fetch': createOpenApiFetch,
}

/** Loads one contestant, and no package that it does not use. */
export function loadContestant(id: string, peersFolder: string): Contestant {
  const create = contestants[id]
  if (!create) throw new TypeError(`there is no contestant ${id}`)
  return create(peersFolder)
}
