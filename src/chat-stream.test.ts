import { createClient, DoubaoError, StreamError } from 'doubao-client'
import { expect, test } from 'vitest'
import { collect } from '../contract-tests/support/facade/collect.ts'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { chunksOfFixture, readFixture } from '../contract-tests/support/facade/fixture.ts'
import { startLocalServer } from '../contract-tests/support/facade/local-server.ts'
import { answerWith } from '../contract-tests/support/facade/observed-fetch.ts'
import { apiKey, question } from '../contract-tests/support/facade/question.ts'
import {
  CHUNK_SIZES,
  replayBytes,
  replayEvents,
  type ReplayOptions,
} from '../contract-tests/support/facade/replayed-bytes.ts'

/** A stream of these bytes. */
async function streamOf(recording: string | Uint8Array, options?: ReplayOptions) {
  const { fetch } = replayEvents(recording, options)
  return createClient({ gateway: 'anyfast', apiKey, fetch }).chat.completions.create({ ...question, stream: true })
}

/** One event for each chunk. */
function eventsOf(...chunks: unknown[]): string {
  return chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('')
}

const begun = { id: '0217own', choices: [{ index: 0, delta: { role: 'assistant', content: '春' } }] }
const finished = { id: '0217own', choices: [{ index: 0, delta: { content: '眠' }, finish_reason: 'stop' }] }
const partial = { choices: [{ message: { content: '春' } }] }

const poem = {
  id: '02175310000000000000000000000000000000000000000000001',
  object: 'chat.completion',
  created: 1753100001,
  model: 'doubao-seed-evolving',
  service_tier: 'default',
  usage: null,
  choices: [{ index: 0, message: { role: 'assistant', content: '春眠不觉晓🌏' }, finish_reason: 'stop' }],
}

const RECORDINGS: [name: string, completion: object][] = [
  ['plain', poem],
  ['without-end-mark', poem],
  [
    'reasoning-then-tools',
    {
      ...poem,
      id: '02175310000000000000000000000000000000000000000000002',
      created: 1753100002,
      choices: [
        {
          index: 0,
          message: {
            role: 'assistant',
            content: '',
            reasoning_content: '先查两地时刻。',
            tool_calls: [
              { id: 'call_own0001', type: 'function', function: { name: 'local_time', arguments: '{"city": "成都"}' } },
              { id: 'call_own0002', type: 'function', function: { name: 'local_time', arguments: '{"city": "杭州"}' } },
            ],
          },
          finish_reason: 'tool_calls',
        },
      ],
    },
  ],
  [
    'tool-call-fragments',
    {
      id: 'chatcmpl-own-3',
      object: 'chat.completion',
      created: 1753200000,
      model: 'doubao-seed-evolving',
      choices: [
        {
          index: 0,
          logprobs: null,
          message: {
            role: 'assistant',
            content: null,
            tool_calls: [
              {
                id: 'call_own0003',
                type: 'function',
                function: { name: 'exchange_rate', arguments: '{"from":"元","to":"€"}' },
              },
              { id: 'call_own0004', type: 'function', function: { name: 'local_time', arguments: '{"city":"拉萨"}' } },
            ],
          },
          finish_reason: 'tool_calls',
        },
      ],
    },
  ],
  [
    'usage-chunk',
    {
      id: 'chatcmpl-own-4',
      object: 'chat.completion',
      created: 1753200000,
      model: 'doubao-seed-evolving',
      usage: {
        prompt_tokens: 9,
        completion_tokens: 2,
        total_tokens: 11,
        prompt_tokens_details: { cached_tokens: 3 },
      },
      choices: [{ index: 0, message: { role: 'assistant', content: '42' }, finish_reason: 'length' }],
    },
  ],
  [
    'two-choices',
    {
      id: 'chatcmpl-own-5',
      object: 'chat.completion',
      created: 1753200000,
      model: 'doubao-seed-evolving',
      choices: [
        { index: 0, message: { content: '甲一' }, finish_reason: 'length' },
        { index: 1, message: { content: '乙二' }, finish_reason: 'stop' },
      ],
    },
  ],
]

const REPLAYS = RECORDINGS.flatMap(([name, completion]) =>
  CHUNK_SIZES.map((chunkSize) => ({ name, completion, chunkSize })),
)

test.each(REPLAYS)('$name, $chunkSize bytes at a time', async ({ name, completion, chunkSize }) => {
  const stream = await streamOf(readFixture(name), { chunkSize })

  const chunks = await collect(stream)

  expect(chunks).toEqual(chunksOfFixture(name))
  expect(await stream.finalChatCompletion()).toEqual(completion)
})

test('finalChatCompletion works instead of the loop, and any number of times', async () => {
  const stream = await streamOf(readFixture('plain'))

  const completions = [await stream.finalChatCompletion(), await stream.finalChatCompletion()]

  expect(completions).toEqual([poem, poem])
})

test('a chunk is delivered before the next one has come', async () => {
  const stream = await streamOf(eventsOf(begun), { ending: 'hang' })
  const contents: unknown[] = []

  for await (const { choices } of stream) {
    contents.push(choices[0]?.delta.content)
    break
  }

  expect(contents).toEqual(['春'])
})

test.each([
  ['before the first event', '', undefined],
  ['after a comment', ': keep-alive\n\n', undefined],
  ['between two chunks', eventsOf(begun), partial],
  [
    'while one of two choices is open',
    eventsOf({ choices: [{ index: 0 }] }, { choices: [{ index: 1, finish_reason: 'stop' }] }),
    { choices: [{ index: 0 }, { index: 1, finish_reason: 'stop' }] },
  ],
  ['after a usage without a choice', eventsOf({ choices: [], usage: { total_tokens: 1 } }), undefined],
])('a stream that ends %s is a StreamError with what arrived', async (_, text, expected) => {
  const stream = await streamOf(text)

  const error = await errorOf(collect(stream))

  expect(error).toBeInstanceOf(StreamError)
  expect(error).toBeInstanceOf(DoubaoError)
  expect(error).toMatchObject({ name: 'StreamError', code: undefined })
  expect(error).toHaveProperty('message', 'the stream ended before its completion did')
  if (expected) expect(error).toMatchObject({ partial: expected })
  else expect(error).toHaveProperty('partial', undefined)
})

test.each([
  ['plain words', 'no capacity left\n', 'no capacity left', undefined],
  ['an error as JSON', '{"error": {"code": "Busy", "message": "no capacity"}}\n', 'no capacity', 'Busy'],
])('%s in place of an event stand in the message', async (_, text, words, code) => {
  const stream = await streamOf(`${eventsOf(begun)}${text}`)

  const error = await errorOf(collect(stream))

  expect(error).toMatchObject({ message: `the stream ended before its completion did: ${words}`, code, partial })
})

test('a stream that is cut off within an event is a StreamError', async () => {
  const whole = eventsOf(begun, finished)

  const stream = await streamOf(whole.slice(0, -20))

  const error = await errorOf(stream.finalChatCompletion())
  expect(error).toBeInstanceOf(StreamError)
  expect(error).toMatchObject({ partial })
})

test('a failed stream throws the same error again', async () => {
  const stream = await streamOf(readFixture('cut-off'))
  const error = await errorOf(collect(stream))

  const later = [await errorOf(stream.finalChatCompletion()), await errorOf(stream.finalChatCompletion())]

  expect(later).toEqual([error, error])
  expect(later[0]).toBe(error)
  expect(later[1]).toBe(error)
})

test('the chunks before a failure are delivered', async () => {
  const stream = await streamOf(readFixture('cut-off'))
  const chunks: unknown[] = []

  const loop = async () => {
    for await (const chunk of stream) chunks.push(chunk)
  }
  await errorOf(loop())

  expect(chunks).toEqual(chunksOfFixture('cut-off'))
})

test("an error event is a StreamError with the gateway's code and words, and with what arrived", async () => {
  const stream = await streamOf(readFixture('error-event'))

  const error = await errorOf(stream.finalChatCompletion())

  expect(error).toBeInstanceOf(StreamError)
  expect(error).toMatchObject({
    code: 'ServerOverloaded',
    message: 'The model is overloaded. Request id: 0217531own',
    partial: { object: 'chat.completion', choices: [{ index: 0, message: { role: 'assistant', content: '春眠' } }] },
  })
})

test.each([
  ['an error that is a text', { error: 'overloaded' }, 'overloaded', undefined],
  ['an error without words', { error: { type: 'x' } }, 'an event is an error: {"error":{"type":"x"}}', undefined],
  ['an error beside choices', { choices: [], error: { code: 7, message: 'overloaded' } }, 'overloaded', '7'],
  ['a bare code and message', { code: 'Overloaded', message: 'overloaded' }, 'overloaded', 'Overloaded'],
  ['choices that are no list', { choices: 'x' }, 'an event is no chunk: {"choices":"x"}', undefined],
  ['a text', 'oops', 'an event is no chunk: "oops"', undefined],
  ['a number', 7, 'an event is no chunk: 7', undefined],
  ['a list', [7], 'an event is no chunk: [7]', undefined],
  ['null', null, 'an event is no chunk: null', undefined],
])('an event with %s is a StreamError, whatever comes after it', async (_, event, message, code) => {
  const stream = await streamOf(`${eventsOf(begun, event, finished)}data: [DONE]\n\n`)

  const error = await errorOf(stream.finalChatCompletion())

  expect(error).toBeInstanceOf(StreamError)
  expect(error).toMatchObject({ message, code, partial })
})

test('an event named error is a StreamError, even where it looks like a chunk', async () => {
  const stream = await streamOf(`${eventsOf(begun)}event: error\n${eventsOf({ ...finished, message: 'overloaded' })}`)

  const error = await errorOf(stream.finalChatCompletion())

  expect(error).toBeInstanceOf(StreamError)
  expect(error).toMatchObject({ message: 'overloaded', partial })
})

test('an event that is no JSON is a StreamError that quotes its beginning', async () => {
  const stream = await streamOf(`${eventsOf(begun)}data: <html>${'x'.repeat(300)}\n\n${eventsOf(finished)}`)

  const error = await errorOf(stream.finalChatCompletion())

  expect(error).toBeInstanceOf(StreamError)
  expect(error).toMatchObject({ message: `an event is no JSON: ${'x'.repeat(200)}…`, partial })
})

test.each([null, undefined])('an event whose error is %s is a chunk', async (none) => {
  const stream = await streamOf(eventsOf({ ...begun, error: none }, { ...finished, error: none }))

  const completion = await stream.finalChatCompletion()

  expect(completion.choices[0].message.content).toBe('春眠')
})

test('a chunk may hold a code and a message beside its choices', async () => {
  const noted = { ...begun, code: 0, message: 'a note' }
  const stream = await streamOf(eventsOf(noted, finished))

  const chunks = await collect(stream)

  expect(chunks).toEqual([noted, finished])
})

test('a chunk with choices: null is delivered with none, and adds nothing', async () => {
  const stream = await streamOf(eventsOf(begun, { id: '0217own', choices: null }, finished))

  const chunks = await collect(stream)

  expect(chunks).toEqual([begun, { id: '0217own', choices: [] }, finished])
})

test('a stream that breaks off is a StreamError with the cause and what arrived', async () => {
  const broken = new Error('reset by peer')
  const stream = await streamOf(eventsOf(begun), { ending: broken })

  const error = await errorOf(stream.finalChatCompletion())

  expect(error).toBeInstanceOf(StreamError)
  expect(error).toMatchObject({ message: 'the stream broke off', partial })
  expect(error).toHaveProperty('cause', broken)
})

test('a real connection that is reset within a stream is a StreamError', async () => {
  const { baseURL } = await startLocalServer((request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    response.write(eventsOf(begun), () => setTimeout(() => request.socket.resetAndDestroy(), 20))
  })
  const { chat } = createClient({ gateway: 'anyfast', apiKey, baseURL })
  const stream = await chat.completions.create({ ...question, stream: true })

  const error = await errorOf(stream.finalChatCompletion())

  expect(error).toBeInstanceOf(StreamError)
  expect(error).toMatchObject({ message: 'the stream broke off', partial })
  expect(error).toHaveProperty('cause', expect.any(Error))
})

test('a StreamError holds the request id of the headers', async () => {
  const headers = { 'Content-Type': 'text/event-stream', 'X-Request-Id': 'own-id' }
  const { fetch } = answerWith(() => new Response(replayBytes(''), { headers }))
  const { chat } = createClient({ gateway: 'anyfast', apiKey, fetch })
  const stream = await chat.completions.create({ ...question, stream: true })

  const error = await errorOf(stream.finalChatCompletion())

  expect(error).toHaveProperty('requestId', 'own-id')
})

test('a complete stream without a choice ends the loop, but has no completion', async () => {
  const stream = await streamOf('data: [DONE]\n\n')

  const chunks = await collect(stream)

  expect(chunks).toEqual([])
  const error = await errorOf(stream.finalChatCompletion())
  expect(error).toBeInstanceOf(StreamError)
  expect(error).toMatchObject({ message: 'the stream held no choice', partial: undefined })
})

test('nothing after the end mark counts, and the request is over', async () => {
  let cancels = 0
  const text = `${eventsOf(begun)}data: [DONE]\n\n${eventsOf({ error: 'too late' })}`
  const stream = await streamOf(text, { ending: 'hang', onCancel: () => (cancels += 1) })

  const chunks = await collect(stream)

  expect(chunks).toEqual([begun])
  expect(cancels).toBe(1)
})

test('nesting without end is no crash: what is too deep is left out of partial', async () => {
  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
  const stream = await streamOf(`data: {"choices": [{"delta": {"content": "春", "x": ${deep}}}]}\n\n`)

  const error = await errorOf(stream.finalChatCompletion())

  expect(error).toBeInstanceOf(StreamError)
  expect(error).toMatchObject({ partial: { choices: [{ message: { content: '春' } }] } })
})

test('an event that holds a whole message is a whole message', async () => {
  const stream = await streamOf(
    `${eventsOf({ choices: [{ index: 0, message: { role: 'assistant', content: '春眠' }, finish_reason: 'stop' }] })}data: [DONE] \n\n`,
  )

  const completion = await stream.finalChatCompletion()

  expect(completion.choices[0].message.content).toBe('春眠')
})
