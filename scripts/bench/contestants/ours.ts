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
    prepareCall: (source) => {
      const client = createGenerated(source)
      return () => createChatCompletionDoubaoSeedEvolving({ client, body, throwOnError: true })
    },
  }),
  'v-redirect': () => ({ prepareCall: (source) => { const client = createGenerated(source); return () => createChatCompletionDoubaoSeedEvolving({ client, body, redirect: 'manual', throwOnError: true } as any) } }),
  'v-aside': () => ({ prepareCall: (source) => { const client = createGenerated(source); const empty = new Response(); return async () => { let answer: any; const f = async (r: any) => { answer = await globalThis.fetch(r); return empty }; await createChatCompletionDoubaoSeedEvolving({ client, body, redirect: 'manual', fetch: f } as any); return JSON.parse(await answer.text()) } } }),
  'v-aside-signal': () => ({ prepareCall: (source) => { const client = createGenerated(source); const empty = new Response(); return async () => { const { signal } = new AbortController(); let answer: any; const f = async (r: any) => { answer = await globalThis.fetch(r); return empty }; await createChatCompletionDoubaoSeedEvolving({ client, body, signal, redirect: 'manual', fetch: f } as any); return JSON.parse(await answer.text()) } } }),
  'v-reader': () => ({ prepareCall: (source) => { const client = createGenerated(source); const empty = new Response(); return async () => { const { signal } = new AbortController(); let answer: any; const f = async (r: any) => { answer = await globalThis.fetch(r); return empty }; await createChatCompletionDoubaoSeedEvolving({ client, body, signal, redirect: 'manual', fetch: f } as any); const reader = answer.body.getReader(); let text = ''; const d = new TextDecoder(); for (;;) { const { done, value } = await reader.read(); if (done) break; text += d.decode(value) } return JSON.parse(text) } } }),
  // With what no limit of time can do without.
  'generated-signal': () => ({
    prepareCall: (source) => {
      const client = createGenerated(source)
      return () => {
        const { signal } = new AbortController()
        return createChatCompletionDoubaoSeedEvolving({ client, body, signal, throwOnError: true })
      }
    },
  }),
}

const model = 'doubao-seed-evolving'

const body = { ...question, model } as const

function createCompletions({ baseURL, fetch }: Source) {
  return createClient({ gateway: 'anyfast', apiKey: API_KEY, baseURL, fetch }).chat.completions
}

function createGenerated({ baseURL, fetch }: Source) {
  return createGeneratedClient({ baseUrl: baseURL, auth: API_KEY, ...(fetch && { fetch }) })
}
