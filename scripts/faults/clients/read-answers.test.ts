import { expect, it } from 'vitest'
import { readCompletion } from '../../../contract-tests/support/faults/read-completion.ts'
import { sumChunks } from './sum-chunks.ts'
import { tellError } from './tell-error.ts'

const NOTHING = { kind: 'answer', content: null, reasoning: null, toolCalls: [], finishReason: null, totalTokens: null }

it('a completion is read whole', () => {
  const call = { id: 'call_1', type: 'function', function: { name: 'local_time', arguments: '{}' } }
  const message = { role: 'assistant', content: 'a', reasoning_content: 'b', tool_calls: [call] }
  const completion = { choices: [{ message, finish_reason: 'tool_calls' }], usage: { total_tokens: 3 } }

  expect(readCompletion(completion)).toEqual({
    kind: 'answer',
    content: 'a',
    reasoning: 'b',
    toolCalls: [{ id: 'call_1', name: 'local_time', arguments: '{}' }],
    finishReason: 'tool_calls',
    totalTokens: 3,
  })
})

it.each([
  [undefined],
  [null],
  ['<!doctype html>'],
  [{ error: { message: 'no' } }],
  [{ choices: null }],
  [{ choices: [] }],
  [{ choices: [{ message: null }] }],
  [{ choices: [{ message: { content: 7, tool_calls: {} } }] }],
])('what a client hands out in place of a completion (%j) holds nothing, and is no error of the adapter', (value) => {
  expect(readCompletion(value)).toEqual(NOTHING)
})

it('chunks are added up as a plain loop does: the first choice alone, tool calls by their index', () => {
  const toolCall = (index: number, rest: object) => ({ index: 0, delta: { tool_calls: [{ index, ...rest }] } })
  const chunks = [
    { choices: [{ index: 0, delta: { content: '', reasoning_content: 'think' } }], usage: null },
    { choices: [{ index: 1, delta: { content: 'another choice' } }] },
    { choices: [{ delta: { content: 'a' } }] },
    { choices: [toolCall(1, { id: 'call_2', function: { name: 'second', arguments: '{"x"' } })] },
    { choices: [toolCall(0, { id: 'call_1', function: { name: 'first', arguments: '{}' } })] },
    { choices: [toolCall(1, { function: { arguments: ':1}' } })] },
    { choices: [{ index: 0, delta: { content: 'b' }, finish_reason: 'tool_calls' }] },
    { choices: [], usage: { total_tokens: 9 } },
    '[DONE]',
  ]

  expect(sumChunks(chunks)).toEqual({
    kind: 'answer',
    content: 'ab',
    reasoning: 'think',
    toolCalls: [
      { id: 'call_1', name: 'first', arguments: '{}' },
      { id: 'call_2', name: 'second', arguments: '{"x":1}' },
    ],
    finishReason: 'tool_calls',
    totalTokens: 9,
  })
})

it('events that are no chunks add nothing', () => {
  expect(sumChunks(['words', null, { error: {} }, { choices: 'none' }, [1]])).toEqual(NOTHING)
})

it.each([
  ['an error', new RangeError('too far'), { name: 'RangeError', message: 'too far', isError: true }],
  ['an error whose class sets no name', new (class Special extends Error {})('no'), { name: 'Special', message: 'no' }],
  [
    'a body that is an error',
    { error: { message: 'try later' } },
    { name: null, message: 'try later', isError: false },
  ],
  ['a text', 'bad gateway', { name: null, message: 'bad gateway', isError: false }],
  ['nothing', undefined, { name: null, message: 'undefined', isError: false }],
  ['an empty body', {}, { name: null, message: '{}', isError: false }],
])('%s is told as what it is', (_, error, told) => {
  expect(tellError(error)).toMatchObject({ kind: 'error', ...told })
})

it('facts that a client tells stand in place of null', () => {
  expect(tellError(new Error('no'), { status: 429, partial: 'half' })).toMatchObject({
    status: 429,
    partial: 'half',
    code: null,
  })
})
