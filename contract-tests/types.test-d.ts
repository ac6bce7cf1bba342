import {
  APITimeoutError,
  createClient,
  DoubaoError,
  RateLimitError,
  type ChatCompletionParams,
  type Hooks,
} from 'doubao-client'
import { expectTypeOf, test } from 'vitest'

const anyfast = createClient({ gateway: 'anyfast', apiKey: 'key' })
const anyfastCn = createClient({ gateway: 'anyfast-cn', apiKey: 'key' })
const messages: [{ role: 'user'; content: string }] = [{ role: 'user', content: '你好！' }]
const { completions } = anyfast.chat

test('a model that the gateway documents compiles', () => {
  expectTypeOf(completions.create({ model: 'doubao-seed-evolving', messages })).resolves.toHaveProperty('choices')
})

test('a model of another gateway does not compile', () => {
  // @ts-expect-error: a model of theturbo
  void completions.create({ model: 'Doubao-1.5-pro-32k', messages })
  // @ts-expect-error: a model of anyfast
  void anyfastCn.chat.completions.create({ model: 'doubao-seed-evolving', messages })
})

test('a gateway without docs does not compile', () => {
  // @ts-expect-error: no such gateway
  createClient({ gateway: 'elsewhere', apiKey: 'key' })
})

test('a client without a key does not compile', () => {
  // @ts-expect-error: the key is missing
  createClient({ gateway: 'anyfast' })
})

test('a parameter that this model documents compiles, and is typed as documented', () => {
  void completions.create({ model: 'doubao-seed-evolving', messages, thinking: { type: 'disabled' } })
  // @ts-expect-error: not one of the documented values
  void completions.create({ model: 'doubao-seed-evolving', messages, thinking: { type: 'sometimes' } })
  // @ts-expect-error: a number is documented
  void completions.create({ model: 'doubao-seed-evolving', messages, max_tokens: '1' })
})

test('a parameter that only another model documents does not compile', () => {
  // @ts-expect-error: documented for doubao-seed-evolving only
  void anyfastCn.chat.completions.create({ model: 'doubao-seed-1-6-lite-251015', messages, reasoning_effort: 'low' })
  // @ts-expect-error: documented for doubao-seed-1-6-lite only
  void completions.create({ model: 'doubao-seed-evolving', messages, presence_penalty: 1 })
})

test('models that share a page share its parameters', () => {
  const theturbo = createClient({ gateway: 'theturbo', apiKey: 'key' }).chat.completions
  void theturbo.create({ model: 'Doubao-1.5-pro-32k', messages, n: 2, stop: ['\n'] })
  void theturbo.create({ model: 'Doubao-pro-32k', messages, n: 2, stop: '\n' })
  // @ts-expect-error: no model of this gateway documents it
  void theturbo.create({ model: 'Doubao-pro-32k', messages, thinking: { type: 'disabled' } })
  // @ts-expect-error: not in the page's list
  void theturbo.create({ model: 'Doubao-pro-4k', messages })
})

test('an undocumented parameter does not compile with or without stream, but goes into extraBody', () => {
  // @ts-expect-error: documented by no page
  void completions.create({ model: 'doubao-seed-evolving', messages, seed: 1 })
  // @ts-expect-error: documented by no page
  void completions.create({ model: 'doubao-seed-evolving', messages, stream: true, seed: 1 })
  void completions.create({ model: 'doubao-seed-evolving', messages }, { extraBody: { seed: 1 } })
})

test('required parameters are required', () => {
  // @ts-expect-error: messages are missing
  void completions.create({ model: 'doubao-seed-evolving' })
  // @ts-expect-error: a message needs its content
  void completions.create({ model: 'doubao-seed-evolving', messages: [{ role: 'user' }] })
})

test('stream decides what a call returns', () => {
  expectTypeOf(completions.create({ model: 'doubao-seed-evolving', messages, stream: true })).resolves.toExtend<
    AsyncIterable<{ choices: { delta: { content?: string | null } }[] }>
  >()
  expectTypeOf(completions.create({ model: 'doubao-seed-evolving', messages, stream: false })).resolves.toExtend<{
    choices: unknown[]
  }>()
  const either = { model: 'doubao-seed-evolving', messages, stream: Math.random() > 0.5 } as const
  expectTypeOf(completions.create(either)).resolves.not.toHaveProperty('choices')
})

test('a completion has a first choice with a message, and the rest is as tolerant as the docs', async () => {
  const completion = await completions.create({ model: 'doubao-seed-evolving', messages })
  expectTypeOf(completion.choices[0].message.content).toEqualTypeOf<string | undefined>()
  expectTypeOf(completion.choices[0].finish_reason).toEqualTypeOf<
    'stop' | 'length' | 'tool_calls' | 'content_filter' | null | undefined
  >()
  expectTypeOf(completion.usage?.total_tokens).toEqualTypeOf<number | undefined>()
  // @ts-expect-error: no page documents it
  expectTypeOf(completion.choices[0].logprobs)
})

test("a stream's final completion is typed as the JSON answer", async () => {
  const stream = await completions.create({ model: 'doubao-seed-evolving', messages, stream: true })
  const whole = await completions.create({ model: 'doubao-seed-evolving', messages })
  expectTypeOf(await stream.finalChatCompletion()).toEqualTypeOf(whole)
})

test('tools go there and back: what a completion calls can be repeated and answered', async () => {
  const completion = await completions.create({ model: 'doubao-seed-evolving', messages })
  const [call] = completion.choices[0].message.tool_calls ?? []
  if (!call) return
  void completions.create({
    model: 'doubao-seed-evolving',
    messages: [
      ...messages,
      { role: 'assistant', content: '', tool_calls: [call] },
      { role: 'tool', content: '{}', tool_call_id: call.id },
    ],
  })
})

test('createWithResponse adds status, headers and request id', () => {
  expectTypeOf(completions.createWithResponse({ model: 'doubao-seed-evolving', messages })).resolves.toExtend<{
    data: { choices: unknown[] }
    status: number
    headers: Headers
    requestId: string | undefined
  }>()
})

test('the unchecked call takes any model and any parameter', () => {
  void completions.createUnchecked({ model: 'doubao-of-tomorrow', messages, anything: true })
})

test("a model's parameters can be named", () => {
  expectTypeOf<ChatCompletionParams<'anyfast', 'doubao-seed-evolving'>>().toHaveProperty('reasoning_effort')
  expectTypeOf<ChatCompletionParams<'anyfast-cn', 'doubao-seed-1-6-lite-251015'>>().not.toHaveProperty('thinking')
})

test('errors are told apart by class and by name, and each has its own facts', () => {
  const error = new Error('any') as unknown
  if (error instanceof APITimeoutError) {
    expectTypeOf(error.name).toEqualTypeOf<'APITimeoutError'>()
    expectTypeOf(error.budget).toEqualTypeOf<'headers' | 'idle' | 'total'>()
  }
  if (error instanceof RateLimitError) expectTypeOf(error.name).toEqualTypeOf<'RateLimitError'>()
  if (error instanceof DoubaoError) {
    expectTypeOf(error.isRetryable).toEqualTypeOf<boolean>()
    expectTypeOf(error.attempts).toEqualTypeOf<number>()
    expectTypeOf(error).not.toHaveProperty('status')
  }
})

test('hooks, a logger and limits are typed', () => {
  const hooks: Hooks = {
    onRetry: ({ error, delay, timings }) => {
      expectTypeOf(error).toEqualTypeOf<DoubaoError>()
      expectTypeOf(delay).toEqualTypeOf<number>()
      expectTypeOf(timings.toHeaders).toEqualTypeOf<number | undefined>()
    },
    onStreamEnd: ({ outcome }) => {
      expectTypeOf(outcome).toEqualTypeOf<'complete' | 'failed' | 'left'>()
    },
  }
  createClient({ gateway: 'anyfast', apiKey: 'k', hooks, logger: console, timeout: 1, maxRetries: 0 })
  void completions.create({ model: 'doubao-seed-evolving', messages }, { idleTimeout: 1, totalTimeout: 1 })
  // @ts-expect-error: no number
  void completions.create({ model: 'doubao-seed-evolving', messages }, { timeout: '1' })
})
