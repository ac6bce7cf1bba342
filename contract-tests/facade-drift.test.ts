import { APIError, createClient } from 'doubao-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CreateClient, UntypedCompletions } from './engine/check-context.ts'
import type { Mock } from './engine/mock.ts'
import { findDrift, readEvolvingTarget } from './support/evolving-target.ts'
import { startPrismMock } from './support/prism-mock.ts'

type Create = UntypedCompletions['create']

/** How the facade could fail its callers. Each is a wrapper around the real one. */
const faults: [what: string, breakCall: (create: Create) => Create, code: string][] = [
  [
    'drops a parameter',
    (create) => (params, options) => {
      const { max_tokens: _, ...others } = params
      return create(others, options)
    },
    'DC403',
  ],
  ['adds a parameter', (create) => (params, options) => create({ ...params, seed: 1 }, options), 'DC403'],
  [
    'sends a request twice',
    (create) => async (params, options) => {
      await create(params, options).catch(() => undefined)
      return await create(params, options)
    },
    'DC413',
  ],
  ['sends no request', () => () => Promise.resolve({ choices: [{ message: {} }] }), 'DC413'],
  [
    'loses a property of the completion',
    (create) => async (params, options) => {
      const result = (await create(params, options)) as Record<string, unknown>
      if ('usage' in result) delete result['usage']
      return result
    },
    'DC414',
  ],
  [
    'takes every error for a plain one',
    (create) => (params, options) =>
      create(params, options).catch((error: unknown) => {
        if (!(error instanceof APIError)) throw error
        throw new APIError(error.message, error)
      }),
    'DC405',
  ],
  [
    "loses the gateway's code",
    (create) => (params, options) =>
      create(params, options).catch((error: unknown) => {
        if (error instanceof APIError) Object.assign(error, { code: undefined })
        throw error
      }),
    'DC405',
  ],
  [
    'fails at the end of a stream',
    replaceStream((stream) => ({
      finalChatCompletion: () => Promise.reject(new Error('broken')),
      [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator](),
    })),
    'DC414',
  ],
  ['loses a chunk', changeStream((chunks) => chunks.slice(1)), 'DC407'],
  ['mixes up the order of chunks', changeStream((chunks) => chunks.toReversed()), 'DC407'],
  [
    'loses the last fragments of a text',
    changeCompletion((completion) => {
      completion.choices[0].message.content = ''
    }),
    'DC408',
  ],
  [
    'loses the usage of a stream',
    changeCompletion((completion) => {
      delete completion.usage
    }),
    'DC408',
  ],
]

const target = await readEvolvingTarget()
let mock: Mock & AsyncDisposable

beforeAll(async () => {
  mock = await startPrismMock({ documents: { [target.id]: target.document }, port: 0 })
})

afterAll(() => mock[Symbol.asyncDispose]())

/** How the facade could change a request on its way. */
const wireFaults: [what: string, change: (request: Request) => Request][] = [
  ['sends another key', (request) => withHeader(request, 'authorization', 'Bearer another-key')],
  ['sends another media type', (request) => withHeader(request, 'content-type', 'application/json; charset=utf-8')],
  ['posts to another path', (request) => new Request(`${request.url}/`, request)],
  ['sends another method', (request) => new Request(request.url, { headers: request.headers, method: 'PUT' })],
]

it.each(wireFaults)('a facade that %s is found, and named as the side that moved', async (_, change) => {
  const createTamperedClient: CreateClient = ({ fetch: send = fetch, ...options }) => {
    const tampered: typeof fetch = (input, init) => send(change(new Request(input, init)))
    return createClient({ ...options, fetch: tampered })
  }

  const findings = await findDrift(target, { mock, createClient: createTamperedClient })

  expect(findings).toContainEqual(expect.objectContaining({ code: 'DC403', side: 'facade' }))
})

it.each(faults)('a facade that %s is found, and named as the side that moved', async (_, breakCall, code) => {
  const findings = await findDrift(target, { mock, createClient: brokenClient(breakCall) })

  expect(findings).toContainEqual(expect.objectContaining({ code, side: 'facade' }))
})

it('a wrapper that breaks nothing is in keeping with the contract', async () => {
  const findings = await findDrift(target, { mock, createClient: brokenClient((create) => create) })

  expect(findings).toEqual([])
})

function brokenClient(breakCall: (create: Create) => Create): CreateClient {
  return (options) => {
    const completions = createClient(options).chat.completions as unknown as UntypedCompletions
    const broken = { create: breakCall(completions.create), createUnchecked: breakCall(completions.createUnchecked) }
    return { chat: { completions: broken } }
  }
}

interface Stream extends AsyncIterable<unknown> {
  finalChatCompletion: () => Promise<Completion>
}

interface Completion {
  choices: [{ message: { content?: string } }]
  usage?: unknown
}

function withHeader(request: Request, name: string, value: string): Request {
  const changed = new Request(request)
  changed.headers.set(name, value)
  return changed
}

function changeStream(change: (chunks: unknown[]) => unknown[]): (create: Create) => Create {
  return replaceStream((stream) => ({
    finalChatCompletion: () => stream.finalChatCompletion(),
    async *[Symbol.asyncIterator]() {
      const chunks: unknown[] = []
      for await (const chunk of stream) chunks.push(chunk)
      yield* change(chunks)
    },
  }))
}

function changeCompletion(change: (completion: Completion) => void): (create: Create) => Create {
  return replaceStream((stream) => ({
    [Symbol.asyncIterator]: () => stream[Symbol.asyncIterator](),
    finalChatCompletion: async () => {
      const completion = structuredClone(await stream.finalChatCompletion())
      change(completion)
      return completion
    },
  }))
}

function replaceStream(replace: (stream: Stream) => Stream): (create: Create) => Create {
  return (create) => async (params, options) => {
    const result = await create(params, options)
    return params.stream === true ? replace(result as Stream) : result
  }
}
