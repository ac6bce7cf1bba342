import { APIError, createClient } from 'doubao-client'
import { beforeAll, expect, it } from 'vitest'
import type { CheckContext, CreateClient, UntypedCompletions } from './engine/check-context.ts'
import { checkOwnAnswers } from './engine/checks/own-answers.ts'
import { checkOwnStreams } from './engine/checks/own-streams.ts'
import { prepareTarget, type ContractTarget, type PreparedTarget } from './engine/contract-target.ts'
import type { Finding } from './engine/finding.ts'
import { createCoverage } from './engine/property-coverage.ts'
import { createRecorder } from './engine/recorder.ts'
import { readEvolvingTarget } from './support/evolving-target.ts'
import { loadValidators } from './support/load-validators.ts'
import { readTargets } from './support/read-targets.ts'

const targets = await readTargets()
const clientOfPackage = createClient as unknown as CreateClient
let evolving: PreparedTarget

beforeAll(async () => {
  evolving = await prepare(await readEvolvingTarget())
})

it.each(targets)('own answers of every kind reach the caller of $gateway $model as they were sent', async (target) => {
  const context = contextOf(await prepare(target))

  await checkOwnAnswers(context, context.target.cases.requiredOnly.body)

  expect(context.recorder.findings()).toEqual([])
  expect(context.recorder.passed()).toBeGreaterThan(4 * (50 + 3 * 10) - 1)
})

it.each(targets)('own streams of every shape reach the caller of $gateway $model as they were sent', async (target) => {
  const context = contextOf(await prepare(target))

  await checkOwnStreams(context, context.target.cases.requiredOnly.body)

  expect(context.recorder.findings()).toEqual([])
  expect(context.recorder.passed()).toBeGreaterThan(5 * 8 * 3 + 50)
})

it('own answers are no proof that a documented answer was seen', async () => {
  const context = contextOf(evolving)
  const unseen = context.coverage.completion.unseen()

  await checkOwnAnswers(context, evolving.cases.requiredOnly.body)
  await checkOwnStreams(context, evolving.cases.requiredOnly.body)

  expect(context.coverage.completion.unseen()).toEqual(unseen)
})

type Create = UntypedCompletions['create']
type Sum = Record<string, unknown> & { choices: { message: Record<string, unknown> }[] }

/** How the facade could fail its callers where the documented example does not show it. */
const facadeFaults: [what: string, breakCall: (create: Create) => Create, code: string][] = [
  ['loses a key of an answer', (create) => changing(create, ({ usage: _, ...others }) => others), 'DC414'],
  ['fills in what an answer lacks', (create) => changing(create, (whole) => ({ usage: {}, ...whole })), 'DC414'],
  [
    'takes anything for a completion',
    (create) =>
      (...call) =>
        create(...call).catch(() => ({})),
    'DC414',
  ],
  [
    'sends a request twice',
    (create) =>
      async (...call) => {
        await create(...call).catch(() => undefined)
        return await create(...call)
      },
    'DC413',
  ],
  [
    'loses the body of an error',
    (create) =>
      (...call) =>
        create(...call).catch((error: unknown) => {
          if (error instanceof APIError) Object.assign(error, { body: undefined })
          throw error
        }),
    'DC405',
  ],
]

it.each(facadeFaults)('a facade that %s is found by own answers', async (_, breakCall, code) => {
  const context = contextOf(evolving, broken(breakCall))

  await checkOwnAnswers(context, evolving.cases.requiredOnly.body)

  expect(context.recorder.findings()).toContainEqual(expect.objectContaining({ code, side: 'facade' }))
})

const streamFaults: [
  what: string,
  change: (chunks: unknown[]) => unknown[],
  changeSum: (sum: Sum) => void,
  code: string,
][] = [
  ['loses the last chunk', (chunks) => chunks.slice(0, -1), () => undefined, 'DC407'],
  ['mixes up the order of chunks', (chunks) => chunks.toReversed(), () => undefined, 'DC407'],
  ['loses a choice', (chunks) => chunks, (sum) => (sum.choices = sum.choices.slice(0, 1)), 'DC408'],
  ['loses the usage', (chunks) => chunks, (sum) => delete sum['usage'], 'DC408'],
  [
    'joins fragments in the wrong order',
    (chunks) => chunks,
    ({ choices: [choice] }) => {
      const calls = (choice?.message['tool_calls'] ?? []) as { function: { arguments: string } }[]
      for (const { function: called } of calls) called.arguments = Array.from(called.arguments).reverse().join('')
    },
    'DC408',
  ],
]

it.each(streamFaults)('a facade that %s is found by own streams', async (_, change, changeSum, code) => {
  const create = broken(
    (create) =>
      async (...call) =>
        brokenStream((await create(...call)) as Stream, change, changeSum),
  )
  const context = contextOf(evolving, create)

  await checkOwnStreams(context, evolving.cases.requiredOnly.body)

  expect(context.recorder.findings()).toContainEqual(expect.objectContaining({ code, side: 'facade' }))
  // Of composed streams, which alone add up, and of random chunks, of which the order is all that counts.
  const names = context.recorder.findings().map(({ message }) => message.split(' ')[0])
  expect(names).toContain('stream')
  if (code === 'DC407') expect(names).toContain('random')
})

interface Node {
  [key: string]: Node
}

/** What the docs could come to allow of answers, which no request and no example shows. */
const answerDrifts: [what: string, mutate: (schemas: Record<string, Node>) => void][] = [
  [
    'an id is not required any more',
    ({ ChatCompletion }) => {
      change(ChatCompletion, 'required', without('id'))
    },
  ],
  [
    'an index may be null',
    ({ ChatCompletion }) => {
      change(choiceOf(ChatCompletion)?.['index'], 'type', orNull)
    },
  ],
  [
    'there is one more finish_reason',
    ({ ChatCompletion }) => {
      change(choiceOf(ChatCompletion)?.['finish_reason'], 'enum', (list) => [...list, 'paused'])
    },
  ],
  [
    'a count may be a fraction',
    ({ ChatCompletion }) => {
      change(ChatCompletion?.['properties']?.['usage']?.['properties']?.['total_tokens'], 'type', () => ['number'])
    },
  ],
  [
    'a model may be anything',
    ({ ChatCompletion }) => Object.assign(ChatCompletion?.['properties'] ?? {}, { model: {} }),
  ],
  ['a completion may be anything', (schemas) => Object.assign(schemas, { ChatCompletion: {} })],
  [
    'a code may be a number',
    ({ Error: error }) => {
      change(error?.['properties']?.['error']?.['properties']?.['code'], 'type', () => ['string', 'integer'])
    },
  ],
  [
    'an id of a tool call is not required any more',
    ({ ToolCall }) => {
      change(ToolCall, 'required', without('id'))
    },
  ],
]

it.each(answerDrifts)('answers of a document by which %s are found', async (_, mutate) => {
  const context = contextOf(evolving)

  await checkOwnAnswers(context, evolving.cases.requiredOnly.body, { source: await mutated(mutate) })

  expect(context.recorder.findings()).toContainEqual(expect.objectContaining({ code: 'DC404', side: 'gateway' }))
})

const chunkDrifts: [what: string, mutate: (schemas: Record<string, Node>) => void][] = [
  [
    'an id is not required any more',
    ({ ChatCompletionChunk }) => {
      change(ChatCompletionChunk, 'required', without('id'))
    },
  ],
  [
    'choices are not required any more',
    ({ ChatCompletionChunk }) => {
      change(ChatCompletionChunk, 'required', without('choices'))
    },
  ],
  [
    'an index may be null',
    ({ ChatCompletionChunk }) => {
      change(choiceOf(ChatCompletionChunk)?.['index'], 'type', orNull)
    },
  ],
  [
    'an index may be a fraction',
    ({ ChatCompletionChunk }) => {
      change(choiceOf(ChatCompletionChunk)?.['index'], 'type', () => ['number'])
    },
  ],
  [
    'a role may be null',
    ({ ChatCompletionChunk }) => {
      change(choiceOf(ChatCompletionChunk)?.['delta']?.['properties']?.['role'], 'type', orNull)
    },
  ],
  [
    'there is one more finish_reason',
    ({ ChatCompletionChunk }) => {
      change(choiceOf(ChatCompletionChunk)?.['finish_reason'], 'enum', (list) => [...list, 'paused'])
    },
  ],
  [
    'a choice may be anything',
    ({ ChatCompletionChunk }) => {
      Object.assign(ChatCompletionChunk?.['properties']?.['choices'] ?? {}, { items: {} })
    },
  ],
  [
    'a fragment needs no index',
    ({ ToolCallDelta }) => {
      change(ToolCallDelta, 'required', without('index'))
    },
  ],
]

it.each(chunkDrifts)('chunks of a document by which %s are found', async (_, mutate) => {
  const context = contextOf(evolving)

  await checkOwnStreams(context, evolving.cases.requiredOnly.body, { source: await mutated(mutate) })

  expect(context.recorder.findings()).toContainEqual(expect.objectContaining({ code: 'DC404', side: 'gateway' }))
})

async function prepare(target: ContractTarget): Promise<PreparedTarget> {
  return prepareTarget(target, await loadValidators(target.id))
}

function contextOf(target: PreparedTarget, client = clientOfPackage): CheckContext {
  const recorder = createRecorder({ complete: (finding: Finding) => finding })
  const mock = { baseURL: () => Promise.reject(new Error('asked')), isAlive: () => Promise.resolve(true) }
  return { target, mock, recorder, createClient: client, coverage: createCoverage(target), refusedKinds: new Set() }
}

function broken(breakCall: (create: Create) => Create): CreateClient {
  return (options) => {
    const { completions } = clientOfPackage(options).chat
    const create = breakCall(completions.create)
    return { chat: { completions: { create, createUnchecked: breakCall(completions.createUnchecked) } } }
  }
}

function changing(create: Create, change: (whole: Record<string, unknown>) => unknown): Create {
  return async (...call) => change((await create(...call)) as Record<string, unknown>)
}

interface Stream extends AsyncIterable<unknown> {
  finalChatCompletion: () => Promise<Sum>
}

function brokenStream(stream: Stream, change: (chunks: unknown[]) => unknown[], changeSum: (sum: Sum) => void) {
  return {
    finalChatCompletion: async () => {
      const sum = structuredClone(await stream.finalChatCompletion())
      changeSum(sum)
      return sum
    },
    async *[Symbol.asyncIterator]() {
      const chunks: unknown[] = []
      for await (const chunk of stream) chunks.push(chunk)
      yield* change(chunks)
    },
  }
}

async function mutated(mutate: (schemas: Record<string, Node>) => void) {
  const { document } = await readEvolvingTarget()
  const { schemas } = document['components'] as { schemas: Record<string, Node> }
  mutate(schemas)
  return { document }
}

function choiceOf(schema: Node | undefined): Node | undefined {
  return schema?.['properties']?.['choices']?.['items']?.['properties']
}

function change(schema: Node | undefined, keyword: string, replace: (list: unknown[]) => unknown[]): void {
  if (!schema?.[keyword]) throw new Error(`the schema has no ${keyword}`)
  Object.assign(schema, { [keyword]: replace([schema[keyword]].flat()) })
}

function without(key: string): (list: unknown[]) => unknown[] {
  return (list) => list.filter((item) => item !== key)
}

function orNull(list: unknown[]): unknown[] {
  return [...list, 'null']
}
