import { requireInstalled } from '../../lib/runtimes/installed-package.ts'
import { question } from '../payload.ts'
import { API_KEY, type Contestant, type Source } from './contestant.ts'

/** The part of @ai-sdk/openai-compatible that is used here; it is not installed where this file is compiled. */
interface ProviderModule {
  createOpenAICompatible: (options: {
    name: string
    apiKey: string
    baseURL: string
    fetch: typeof fetch | undefined
  }) => (model: string) => unknown
}

/** The part of ai that is used here. */
interface AiModule {
  generateText: (options: CallOptions) => Promise<unknown>
  streamText: (options: CallOptions) => { stream: AsyncIterable<unknown> }
}

interface CallOptions {
  model: unknown
  instructions: string
  prompt: string
}

/** The AI SDK over its OpenAI-compatible provider, as both READMEs show: all parts of a stream, reasoning included. */
export function createAiSdk(peersFolder: string): Contestant {
  const { createOpenAICompatible } = requireInstalled('@ai-sdk/openai-compatible', peersFolder) as ProviderModule
  const { generateText, streamText } = requireInstalled('ai', peersFolder) as AiModule
  const [instructions = '', prompt = ''] = question.messages.map(({ content }) => content)
  const optionsFor = ({ baseURL, fetch }: Source): CallOptions => {
    const provider = createOpenAICompatible({ name: 'doubao', apiKey: API_KEY, baseURL: `${baseURL}/v1`, fetch })
    return { model: provider(question.model), instructions, prompt }
  }
  return {
    prepareCall: (source) => {
      const options = optionsFor(source)
      return () => generateText(options)
    },
    prepareStream: (source) => {
      const options = optionsFor(source)
      return () => Promise.resolve(streamText(options).stream)
    },
    // The first parts tell that a request is made.
    isContent: (part) => CONTENT.has((part as Part).type),
  }
}

interface Part {
  type: string
}

const CONTENT = new Set(['reasoning-delta', 'text-delta'])
