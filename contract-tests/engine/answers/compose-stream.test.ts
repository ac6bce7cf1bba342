import { expect, it } from 'vitest'
import { composeStream, streamShapes } from './compose-stream.ts'
import { readEvents, writeEvents } from './event-text.ts'
import { streamViolations } from './stream-rules.ts'
import { callsOf, choicesOf } from './stream-view.ts'
import type { WireCompletion } from './wire.ts'

const [doubao] = streamShapes

const completion: WireCompletion = {
  id: 'c1',
  object: 'chat.completion',
  created: 1,
  model: 'm',
  service_tier: 'default',
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        reasoning_content: '先查两座城市的天气。',
        content: '😀👩‍👩‍👧‍👦𠮷野家'.repeat(5),
        tool_calls: [
          { id: 'call_1', type: 'function', function: { name: 'weather', arguments: '{"city": "成都"}' } },
          { id: 'call_2', type: 'function', function: { name: 'weather', arguments: '{"city": "杭州"}' } },
        ],
      },
      logprobs: null,
      finish_reason: 'tool_calls',
    },
    { index: 1, message: { role: 'assistant', content: '' }, finish_reason: 'length' },
  ],
  usage: { prompt_tokens: 1, completion_tokens: 2, total_tokens: 3 },
}

it.each(streamShapes)('a composed stream keeps every rule: $name', (shape) => {
  const events = readEvents(writeEvents(composeStream(completion, shape)))

  expect(streamViolations(events)).toEqual([])
})

it.each(streamShapes)('its texts add up, and no character is cut in two: $name', (shape) => {
  const [choice] = completion.choices
  const deltas = choicesOf(composeStream(completion, shape)).filter(({ index }) => index === 0)
  const parts = deltas.map(({ delta }) => (delta['content'] ?? '') as string)

  expect(parts.join('')).toBe(choice.message.content)
  expect(parts.filter((part) => /\p{Surrogate}/u.test(part))).toEqual([])
  expect(parts.length).toBeGreaterThan(5)
})

it('the first shape is what Doubao sends', () => {
  const chunks = composeStream(completion, shapeOf({}))
  const [first] = choicesOf(chunks)

  expect(doubao?.name).toBe('as Doubao sends it')
  expect(first?.delta).toMatchObject({ content: '', role: 'assistant' })
  expect(first?.choice).not.toHaveProperty('finish_reason')
  expect(chunks.every((chunk) => chunk.usage === null)).toBe(true)
  expect(choicesOf(chunks).every(({ delta }) => delta['role'] === 'assistant')).toBe(true)
  expect(callsOf(chunks)).toHaveLength(2)
})

it('each difference of shape shows in the chunks', () => {
  const chunksOf = (difference: object) => composeStream(completion, shapeOf(difference))
  const ofFirst = (difference: object) => choicesOf(chunksOf(difference)).filter(({ index }) => index === 0)

  expect(ofFirst({ isRoleFirstOnly: true }).filter(({ delta }) => 'role' in delta)).toHaveLength(1)
  expect(ofFirst({ isFinishNull: true })[0]?.choice).toHaveProperty('finish_reason', null)
  expect(chunksOf({ isUsageAbsent: true }).some((chunk) => 'usage' in chunk)).toBe(false)
  expect(chunksOf({ hasUsageChunk: true }).at(-1)).toMatchObject({ choices: [], usage: completion.usage })
  expect(callsOf(chunksOf({ hasFragments: true })).filter(({ call }) => 'id' in call)).toHaveLength(2)
  expect(callsOf(chunksOf({ hasFragments: true })).length).toBeGreaterThan(4)
  expect(ofFirst({ isFinishApart: true }).at(-1)?.delta).toEqual({ role: 'assistant', content: '' })
  expect(ofFirst({ isTerse: true })[0]?.delta).not.toHaveProperty('content')
})

it('every pair of differences stands together in some shape, and apart in another', () => {
  const keys = Object.keys(shapeOf({})).filter((key) => key !== 'name') as 'isTerse'[]
  const pairs = keys.flatMap((one, index) => keys.slice(index + 1).map((other) => [one, other] as const))
  const seen = pairs.map(
    ([one, other]) => new Set(streamShapes.map((shape) => `${String(shape[one])} ${String(shape[other])}`)),
  )

  expect(pairs).toHaveLength(21)
  expect(seen.every((combinations) => combinations.size === 4)).toBe(true)
})

it('choices take turns', () => {
  const plain = { role: 'assistant', content: '一二三四五六七八' }
  const twice: WireCompletion = {
    choices: [
      { index: 0, message: plain, finish_reason: 'stop' },
      { index: 1, message: plain, finish_reason: 'stop' },
    ],
  }

  expect(choicesOf(composeStream(twice, shapeOf({}))).map(({ choice }) => choice['index'])).toEqual([0, 1, 0, 1])
})

function shapeOf(difference: object) {
  if (!doubao) throw new Error('there is no shape')
  return { ...doubao, ...difference }
}
