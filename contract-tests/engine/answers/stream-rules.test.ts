import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { readEvents, writeEvents } from './event-text.ts'
import { streamRuleNames, streamViolations } from './stream-rules.ts'

const HEAD = { id: 'c1', object: 'chat.completion.chunk', created: 1, model: 'm' }
const USAGE = { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 }

const chunk = (...choices: object[]) => ({ ...HEAD, choices })
const delta = (told: object, index = 0) => ({ index, delta: told })
const finish = (reason: string, told: object = {}, index = 0) => ({ index, delta: told, finish_reason: reason })
const calls = (...toolCalls: object[]) => delta({ tool_calls: toolCalls })
const call = { index: 0, id: 'call_1', type: 'function', function: { name: 'look', arguments: '{}' } }

const TEXT = chunk(delta({ role: 'assistant', content: '你好' }))
const STOP = chunk(finish('stop'))
const TOOLS = chunk(finish('tool_calls'))

const rulesBrokenBy = (text: string) => streamViolations(readEvents(text)).map(({ rule }) => rule)

/** For every rule a stream that breaks it alone. */
const breaches: [rule: string, chunks: object[], endMark?: string][] = [
  ['a stream has a choice', [{ ...chunk(), usage: USAGE }]],
  ['a chunk has a choice or the usage', [TEXT, chunk(), STOP]],
  ['a chunk has a choice or the usage', [TEXT, { ...HEAD }, STOP]],
  ['the head stays the same', [TEXT, { ...STOP, id: 'c2' }]],
  ['the head stays the same', [TEXT, { ...STOP, object: 'chat.completion' }]],
  ['the head stays the same', [TEXT, { ...STOP, created: 2 }]],
  ['the head stays the same', [TEXT, { ...STOP, model: 'n' }]],
  ['the role is assistant', [chunk(delta({ role: 'user', content: '你好' })), STOP]],
  ['a choice finishes once', [TEXT]],
  ['a choice finishes once', [TEXT, chunk(delta({ content: '乙' }, 1)), STOP]],
  ['nothing comes of a choice that finished', [STOP, TEXT]],
  ['nothing comes of a choice that finished', [TEXT, STOP, chunk(delta({}))]],
  ['the usage comes once', [TEXT, { ...STOP, usage: USAGE }, { ...chunk(), usage: USAGE }]],
  ['the usage comes last', [{ ...chunk(), usage: USAGE }, TEXT, STOP]],
  ['the end mark comes last', [TEXT, STOP], ''],
  ['the end mark comes last', [TEXT, STOP], 'data: [DONE]\n\ndata: [DONE]\n\n'],
  ['tool calls have an index', [chunk(calls({ ...call, index: undefined })), TOOLS]],
  ['tool calls have an index', [chunk(calls({ ...call, index: -1 })), TOOLS]],
  ['a tool call starts with its id, type and name', [chunk(calls({ ...call, id: undefined })), TOOLS]],
  ['a tool call starts with its id, type and name', [chunk(calls({ ...call, type: 'tool' })), TOOLS]],
  ['a tool call starts with its id, type and name', [chunk(calls({ ...call, function: { arguments: '' } })), TOOLS]],
  ['a tool call keeps its id and name', [chunk(calls(call)), chunk(calls({ index: 0, id: 'call_2' })), TOOLS]],
  ['joined arguments are JSON', [chunk(calls(call)), chunk(calls({ index: 0, function: { arguments: '}' } })), TOOLS]],
  ['joined arguments are JSON', [chunk(calls({ ...call, function: { name: 'look' } })), TOOLS]],
  ['announced tool calls come', [TEXT, TOOLS]],
]

it.each(breaches)('%s: a stream that breaks it is found', (rule, chunks, endMark) => {
  const broken = new Set(rulesBrokenBy(writeEvents(chunks, endMark)))

  expect(broken).toContain(rule)
})

it('a second finish_reason breaks two rules', () => {
  expect(rulesBrokenBy(writeEvents([TEXT, STOP, STOP]))).toEqual([
    'a choice finishes once',
    'nothing comes of a choice that finished',
  ])
})

it('every rule has been seen broken, nearly always alone', () => {
  const alone = breaches.filter(
    ([, chunks, endMark]) => new Set(rulesBrokenBy(writeEvents(chunks, endMark))).size === 1,
  )

  expect(new Set(breaches.map(([rule]) => rule))).toEqual(new Set(streamRuleNames))
  expect(alone.length).toBeGreaterThan(breaches.length - 8)
})

it('a violation says where it stands', () => {
  const [violation] = streamViolations(readEvents(writeEvents([TEXT, chunk(delta({ role: 'user' })), STOP])))

  expect(violation).toMatchObject({ rule: 'the role is assistant', chunk: 1, pointer: '/choices/0/delta/role' })
})

it.each(['plain', 'reasoning-then-tools', 'tool-call-fragments', 'two-choices', 'usage-chunk'])(
  'a stream in the shape of recordings keeps every rule: %s',
  (name) => {
    expect(rulesBrokenBy(readFixture(name))).toEqual([])
  },
)

it.each([
  ['without-end-mark', 'the end mark comes last'],
  ['cut-off', 'a choice finishes once'],
  ['error-event', 'a chunk has a choice or the usage'],
])('a broken stream in the shape of recordings is found: %s', (name, rule) => {
  expect(rulesBrokenBy(readFixture(name))).toContain(rule)
})

const legal: [what: string, chunks: object[]][] = [
  ['role, finish_reason and usage null where they tell nothing', [{ ...nullChunk(), usage: null }, TEXT, STOP]],
  ['a call without arguments', [chunk(calls({ ...call, function: { name: 'look', arguments: '' } })), TOOLS]],
  ['a call that was asked for by name', [chunk(calls(call)), STOP]],
  [
    'arguments that were cut off',
    [chunk(calls({ ...call, function: { name: 'a', arguments: '{' } })), chunk(finish('length'))],
  ],
  [
    'a later fragment with the same id, and with an empty name',
    [chunk(calls(call)), chunk(calls({ index: 0, id: 'call_1', function: { name: '', arguments: '' } })), TOOLS],
  ],
  ['the usage in the chunk that finishes', [TEXT, { ...STOP, usage: USAGE }]],
]

it.each(legal)('what the format allows breaks no rule: %s', (_, chunks) => {
  expect(rulesBrokenBy(writeEvents(chunks))).toEqual([])
})

it('events are read by the rules of event streams', () => {
  const text =
    '\uFEFF: hello\r\n\r\nid: 1\r\ndata:{"a":\r\ndata: 1}\r\n\r\nevent: x\r\n\r\ndata: words\r\n\r\ndata: [DONE]\r\n\r\n'

  expect(readEvents(text)).toEqual({ chunks: [{ a: 1 }, 'words'], endMark: 'last' })
})

function nullChunk() {
  return chunk({ index: 0, delta: { role: null, content: null }, finish_reason: null })
}

function readFixture(name: string): string {
  return readFileSync(new URL(`../../fixtures/${name}.sse`, import.meta.url), 'utf8')
}
