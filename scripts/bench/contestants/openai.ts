import { requireInstalled } from '../../lib/runtimes/installed-package.ts'
import { question } from '../payload.ts'
import { API_KEY, giveOne, type Contestant, type Source } from './contestant.ts'

/** The part of openai that is used here; it is not installed where this file is compiled. */
interface OpenAiModule {
  OpenAI: new (options: { apiKey: string; baseURL: string; fetch: typeof fetch | undefined }) => OpenAi
}

interface OpenAi {
  chat: {
    completions: {
      create: <Parameters extends typeof question>(
        parameters: Parameters,
      ) => Promise<Parameters extends { stream: true } ? AsyncIterable<unknown> : object>
      stream: (parameters: typeof question) => { finalChatCompletion: () => Promise<unknown> }
    }
  }
}

/** The `openai` package. */
export function createOpenAi(peersFolder: string): Contestant {
  const createCompletions = loadOpenAi(peersFolder)
  return {
    prepareCall: (source) => {
      const completions = createCompletions(source)
      return () => completions.create(question)
    },
    prepareStream: (source) => {
      const completions = createCompletions(source)
      return () => completions.create({ ...question, stream: true as const })
    },
  }
}

/** The `openai` package's stream helper, which adds the chunks up. */
export function createOpenAiFinal(peersFolder: string): Contestant {
  const createCompletions = loadOpenAi(peersFolder)
  return {
    givesOne: true,
    prepareStream: (source) => {
      const completions = createCompletions(source)
      return () => Promise.resolve(giveOne(completions.stream(question).finalChatCompletion()))
    },
  }
}

function loadOpenAi(peersFolder: string): (source: Source) => OpenAi['chat']['completions'] {
  const { OpenAI } = requireInstalled('openai', peersFolder) as OpenAiModule
  return ({ baseURL, fetch }) => new OpenAI({ apiKey: API_KEY, baseURL: `${baseURL}/v1`, fetch }).chat.completions
}
