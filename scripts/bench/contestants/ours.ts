import { createClient } from 'doubao-client'
import { createChatCompletionDoubaoSeedEvolving } from 'doubao-client/generated/anyfast/doubao-seed-evolving'
import { createClient as createGeneratedClient } from 'doubao-client/generated/runtime'
import { question } from '../payload.ts'
import { API_KEY, giveOne, type Contestant, type Source } from './contestant.ts'

/** Ours, as its README shows: the facade, its accumulated streams, and the generated client alone. */
export const ours: Record<string, () => Contestant> = {
  ours: () => ({
    prepareCall: (source) => {
      const completions = createCompletions(source)
      return () => completions.create(body)
    },
    prepareStream: (source) => {
      const completions = createCompletions(source)
      return () => completions.create({ ...body, stream: true })
    },
  }),
  'ours-final': () => ({
    givesOne: true,
    prepareStream: (source) => {
      const completions = createCompletions(source)
      return async () => giveOne((await completions.create({ ...body, stream: true })).finalChatCompletion())
    },
  }),
  'ours-undici': () => ({
    prepareCall: (source) => {
      // On demand: the others are measured without undici.
      const completions = import('doubao-client/undici').then(({ createUndiciFetch }) =>
        createCompletions({ ...source, fetch: createUndiciFetch() }),
      )
      return async () => (await completions).create(body)
    },
  }),
  generated: () => ({
    prepareCall: ({ baseURL, fetch }) => {
      const client = createGeneratedClient({ baseUrl: baseURL, auth: API_KEY, ...(fetch && { fetch }) })
      return () => createChatCompletionDoubaoSeedEvolving({ client, body, throwOnError: true })
    },
  }),
}

const model = 'doubao-seed-evolving'

const body = { ...question, model } as const

function createCompletions({ baseURL, fetch }: Source) {
  return createClient({ gateway: 'anyfast', apiKey: API_KEY, baseURL, fetch }).chat.completions
}
