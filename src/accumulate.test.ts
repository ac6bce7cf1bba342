import { expect, test } from 'vitest'
import { createAccumulator } from './accumulate.ts'
import type { WireChunk, WireChunkChoice, WireDelta } from './wire-types.ts'

function sumOf(chunks: WireChunk[]) {
  const accumulator = createAccumulator()
  for (const chunk of chunks) accumulator.add(chunk)
  return accumulator.completion()
}

/** What comes from the wire, where nothing holds it to a type. */
function parseWire(text: string): WireChunk & WireDelta {
  return JSON.parse(text) as WireChunk & WireDelta
}

/** The message that the deltas of one choice add up to. */
function messageOf(...deltas: (WireDelta | null)[]) {
  return sumOf(deltas.map((delta) => ({ choices: [{ index: 0, delta }] })))?.choices[0].message
}

/** The tool calls that come in these deltas, one list a chunk. */
function toolCallsOf(...lists: WireDelta['tool_calls'][]) {
  return messageOf(...lists.map((list) => ({ tool_calls: list })))?.tool_calls
}

function isFinishedAfter(...choices: WireChunkChoice[][]): boolean {
  const accumulator = createAccumulator()
  for (const chunkChoices of choices) accumulator.add({ choices: chunkChoices })
  return accumulator.isFinished()
}

test.each(['content', 'reasoning_content', 'refusal'] as const)('%s is joined from its fragments', (key) => {
  const message = messageOf({ [key]: '你' }, {}, { [key]: '' }, null, { [key]: null }, { [key]: '好' })

  expect(message).toEqual({ [key]: '你好' })
})

test('a text of many fragments is the sum of them all', () => {
  const fragments = Array.from({ length: 250 }, (_, index) => `${String(index)} `)

  expect(messageOf(...fragments.map((content) => ({ content })))).toEqual({ content: fragments.join('') })
})

test('what is no text adds nothing to one', () => {
  const message = messageOf({ content: '你' }, parseWire('{"content": 5}'), { content: '好' })

  expect(message).toEqual({ content: '你好' })
})

test('a message that is no object has nothing to keep', () => {
  const choice = parseWire('{"index": 0, "message": "no object", "delta": {"content": "x"}}')

  expect(sumOf([{ choices: [choice] }])?.choices).toEqual([{ index: 0, message: { content: 'x' } }])
})

test('a text that begins with null is joined too', () => {
  const message = messageOf({ content: null }, { content: '你' }, { content: '好' })

  expect(message).toEqual({ content: '你好' })
})

test('a text that was only ever null stays null, and one that never came stays away', () => {
  const message = messageOf({ role: 'assistant', content: null }, {})

  expect(message).toEqual({ role: 'assistant', content: null })
})

test('reasoning and content are joined apart', () => {
  const message = messageOf(
    { reasoning_content: '想', content: '' },
    { reasoning_content: '想', content: '' },
    { content: '答' },
    { content: '案' },
  )

  expect(message).toEqual({ reasoning_content: '想想', content: '答案' })
})

test.each([
  ['in every chunk', [{ role: 'assistant' }, { role: 'assistant' }, { role: 'assistant' }]],
  ['in the first chunk only', [{ role: 'assistant' }, {}, {}]],
  ['first, and null afterwards', [{ role: 'assistant' }, parseWire('{"role": null}')]],
])('a role that comes %s is not joined', (_, deltas) => {
  const message = messageOf(...deltas)

  expect(message).toEqual({ role: 'assistant' })
})

test.each([
  ['absent', {}],
  ['null', { finish_reason: null }],
])('a finish_reason that is %s before the end is no end', (_, before) => {
  const open = { index: 0, delta: { content: 'x' }, ...before }

  expect(isFinishedAfter([open])).toBe(false)
  expect(isFinishedAfter([open], [{ index: 0, delta: {}, finish_reason: 'stop' }])).toBe(true)
  expect(isFinishedAfter([open], [{ index: 0, finish_reason: 'stop' }], [open])).toBe(true)
})

test('the finish_reason that came stays, whatever comes after it', () => {
  const completion = sumOf([
    { choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
    { choices: [{ index: 0, delta: {}, finish_reason: null }] },
    { choices: [{ index: 0, delta: {} }] },
  ])

  expect(completion?.choices[0].finish_reason).toBe('tool_calls')
})

test('a stream is finished when every choice is, and there was one', () => {
  expect(isFinishedAfter()).toBe(false)
  expect(isFinishedAfter([])).toBe(false)
  expect(isFinishedAfter([{ index: 0, finish_reason: 'stop' }, { index: 1 }])).toBe(false)
  expect(isFinishedAfter([{ index: 0, finish_reason: 'stop' }], [{ index: 1, finish_reason: 'length' }])).toBe(true)
})

test.each([
  ['null and then set', [null, { total_tokens: 3 }]],
  ['set and then null', [{ total_tokens: 3 }, null]],
  ['set twice', [{ total_tokens: 1, prompt_tokens: 1 }, { total_tokens: 3 }]],
])('of a usage that is %s the last value counts', (_, usages) => {
  const completion = sumOf([{ choices: [{ index: 0 }] }, ...usages.map((usage) => ({ choices: [], usage }))])

  expect(completion?.usage).toEqual({ total_tokens: 3 })
})

test('a usage that was only ever null stays null', () => {
  expect(sumOf([{ choices: [{ index: 0 }], usage: null }])).toHaveProperty('usage', null)
  expect(sumOf([{ choices: [{ index: 0 }] }])).not.toHaveProperty('usage')
})

test('tool calls that come whole, two in one chunk, are kept in order and lose their index', () => {
  const calls = toolCallsOf([
    { index: 0, id: 'call_a', type: 'function', function: { name: 'f', arguments: '{}' } },
    { index: 1, id: 'call_b', type: 'function', function: { name: 'g', arguments: '{"x":1}' } },
  ])

  expect(calls).toEqual([
    { id: 'call_a', type: 'function', function: { name: 'f', arguments: '{}' } },
    { id: 'call_b', type: 'function', function: { name: 'g', arguments: '{"x":1}' } },
  ])
})

test('whole tool calls without an index stand in the order of their list', () => {
  const calls = toolCallsOf([{ id: 'call_a' }, { id: 'call_b' }])

  expect(calls).toEqual([{ id: 'call_a' }, { id: 'call_b' }])
})

test('fragments of tool calls are joined by their index, also where they interleave and come out of order', () => {
  const calls = toolCallsOf(
    [{ index: 1, id: 'call_b', type: 'function', function: { name: 'g', arguments: '' } }],
    [{ index: 0, id: 'call_a', type: 'function', function: { name: 'f' } }],
    [{ index: 0, function: { arguments: '{"x"' } }],
    [
      { index: 1, function: { arguments: '{"y"' } },
      { index: 0, function: { arguments: ':1' } },
    ],
    [{ index: 1, function: { arguments: ':2}' } }],
    [{ index: 0, function: { arguments: '}' } }],
  )

  expect(calls).toEqual([
    { id: 'call_a', type: 'function', function: { name: 'f', arguments: '{"x":1}' } },
    { id: 'call_b', type: 'function', function: { name: 'g', arguments: '{"y":2}' } },
  ])
})

test('a name and an id that come again as null or not at all are kept', () => {
  const first = { index: 0, id: 'call_a', type: 'function', function: { name: 'f', arguments: '{' } }
  const later = parseWire(
    '{"tool_calls": [{"index": 0, "id": null, "type": null, "function": {"name": null, "arguments": "}"}}]}',
  )

  const message = messageOf({ tool_calls: [first] }, later, { tool_calls: [{ index: 0 }] })

  expect(message?.tool_calls).toEqual([{ id: 'call_a', type: 'function', function: { name: 'f', arguments: '{}' } }])
})

test.each(['delta', 'function', 'choices', 'tool_calls'])('%s within itself without end is kept as it came', (key) => {
  const depth = 100_000
  const chunk = parseWire(`${`{"${key}":`.repeat(depth)}1${'}'.repeat(depth)}`)

  const completion = sumOf([{ choices: [{ index: 0, delta: chunk }] }, { choices: [{ index: 0, delta: chunk }] }])

  expect(completion?.choices).toHaveLength(1)
})

test('a tool call of null takes its place in the list, and is no error', () => {
  const { tool_calls: toolCalls } = parseWire('{"tool_calls": [null, {"id": "call_b"}]}')

  expect(toolCallsOf(toolCalls)).toEqual([{}, { id: 'call_b' }])
})

test('tool_calls that are null or empty leave no tool calls', () => {
  expect(messageOf({ content: 'x', tool_calls: null }, { tool_calls: [] })).toEqual({ content: 'x' })
})

test('choices that interleave are told apart by their index and stand in its order', () => {
  const completion = sumOf([
    { choices: [{ index: 2, delta: { content: '丙' } }] },
    {
      choices: [
        { index: 0, delta: { content: '甲' } },
        { index: 2, delta: { content: '三' } },
      ],
    },
    { choices: [{ index: 2, delta: {}, finish_reason: 'stop' }] },
    { choices: [{ index: 0, delta: { content: '一', tool_calls: [{ index: 0, id: 'call_a' }] } }] },
  ])

  expect(completion?.choices).toEqual([
    { index: 0, message: { content: '甲一', tool_calls: [{ id: 'call_a' }] } },
    { index: 2, message: { content: '丙三' }, finish_reason: 'stop' },
  ])
})

test('a choice without an index is the first one', () => {
  const completion = sumOf([{ choices: [{ delta: { content: '你' } }] }, { choices: [{ delta: { content: '好' } }] }])

  expect(completion?.choices).toEqual([{ index: 0, message: { content: '你好' } }])
})

test('unknown keys survive at every level, with the last value that is not null', () => {
  const call = { id: 'call_a', origin: 'x', cache: 1, function: { name: 'f', arguments: '', strict: false } }
  const completion = sumOf([
    {
      id: '0217own',
      service_tier: 'default',
      future: 1,
      choices: [{ index: 0, logprobs: null, mood: 1, delta: { audio: 1, tool_calls: [{ index: 0, ...call }] } }],
    },
    {
      id: '0217own',
      future: 2,
      service_tier: null,
      choices: [
        {
          index: 0,
          mood: null,
          delta: { audio: 2, tool_calls: [{ index: 0, cache: 2, function: { strict: true, arguments: '{}' } }] },
        },
      ],
    },
  ])

  expect(completion).toEqual({
    id: '0217own',
    object: 'chat.completion',
    service_tier: 'default',
    future: 2,
    choices: [
      {
        index: 0,
        logprobs: null,
        mood: 1,
        message: {
          audio: 2,
          tool_calls: [{ id: 'call_a', origin: 'x', cache: 2, function: { name: 'f', arguments: '{}', strict: true } }],
        },
      },
    ],
  })
})

test('unknown keys of a chunk after the last choice survive, and the first chunk does not lend its object', () => {
  const completion = sumOf([
    { object: 'chat.completion.chunk', choices: [{ index: 0 }] },
    { object: 'chat.completion.chunk', choices: [], system_fingerprint: 'fp_own' },
  ])

  expect(completion).toMatchObject({ object: 'chat.completion', system_fingerprint: 'fp_own' })
})

test.each([[null], [[]], [undefined]])('chunks with choices: %j add no choice', (choices) => {
  expect(sumOf([{ choices, id: '0217own' }])).toBeUndefined()
  expect(sumOf([{ choices: [{ index: 0, delta: { content: 'x' } }] }, { choices }])?.choices).toHaveLength(1)
})

test('without a chunk there is no completion', () => {
  expect(sumOf([])).toBeUndefined()
})

test('__proto__ keys do no harm at any level', () => {
  const evil = '"__proto__": {"polluted": true}'
  const text = `{${evil}, "choices": [{${evil}, "index": 0, "delta": {${evil},
    "tool_calls": [{${evil}, "index": 0, "function": {${evil}, "arguments": "{}"}}]}},
    {${evil}, "index": 1, "delta": {${evil}, "content": ""}}]}`
  const chunk = parseWire(text)

  const completion = sumOf([chunk, chunk])

  const choice = completion?.choices[0]
  const call = choice?.message.tool_calls?.[0]
  const plain = completion?.choices[1]
  for (const part of [{}, completion, choice, choice?.message, call, call?.function, plain, plain?.message]) {
    expect(part).not.toHaveProperty('polluted')
    expect(Object.getPrototypeOf(part)).toBe(Object.prototype)
  }
})

test('keys that every object inherits are keys like others', () => {
  const chunk = parseWire('{"choices": [{"index": 0}], "constructor": null, "toString": 1}')

  expect(sumOf([chunk])).toMatchObject({ constructor: null, toString: 1 })
})

test('the chunks are not changed', () => {
  const call = { index: 0, id: 'call_a', function: { name: 'f', arguments: '{' } }
  const chunks = [
    { id: 'a', usage: null, choices: [{ index: 0, delta: { content: '你', tool_calls: [call] } }] },
    {
      id: 'a',
      choices: [{ index: 0, delta: { content: '好', tool_calls: [{ index: 0, function: { arguments: '}' } }] } }],
    },
    { id: 'a', usage: { total_tokens: 3 }, choices: [] },
  ]
  const before = structuredClone(chunks)

  sumOf([...chunks, ...chunks])

  expect(chunks).toEqual(before)
})

test('a completion that was taken does not grow with later chunks', () => {
  const accumulator = createAccumulator()
  const chunk = { choices: [{ index: 0, delta: { content: 'x', tool_calls: [{ index: 0, id: 'call_a' }] } }] }
  accumulator.add(chunk)
  const taken = accumulator.completion()
  const before = structuredClone(taken)

  accumulator.add(chunk)

  expect(taken).toEqual(before)
})

test('a delta that is a text adds nothing', () => {
  const completion = sumOf([parseWire('{"choices": [{"index": 0, "delta": "你好"}]}')])

  expect(completion?.choices).toEqual([{ index: 0, message: {} }])
})
