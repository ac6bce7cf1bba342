import { expect, it } from 'vitest'
import { compareEdited, inRequest, rename, type Edit } from './edit-document.ts'

// Each rule with a pair of documents of its own: the change, its severity, and the sentence that a user reads.
it.each<[id: string, severity: string, text: string, after: Edit, before?: Edit]>([
  [
    'default-costs-more',
    'warning',
    '`max_tokens` is `65536` by default (was `8192`): a call that leaves it out may cost more.',
    inRequest('max_tokens', { default: 65536 }),
  ],
  [
    'default-costs-more',
    'warning',
    '`thinking.type` is `enabled` by default (was `disabled`): a call that leaves it out may cost more.',
    ({ parameters }) => {
      Object.assign(parameters['thinking']?.['properties']?.['type'] ?? {}, { default: 'enabled' })
    },
  ],
  [
    'default-costs-more',
    'warning',
    '`reasoning_effort` is `high` by default (was `low`): a call that leaves it out may cost more.',
    inRequest('reasoning_effort', { default: 'high' }),
  ],
  [
    'default-costs-more',
    'warning',
    '`n` is `2` by default (was `1`): a call that leaves it out may cost more.',
    inRequest('n', { default: 2 }),
  ],
  [
    'default-costs-more',
    'warning',
    '`enable_thinking` is new and `true` where a call leaves it out, so that the same call may cost more.',
    inRequest('enable_thinking', { type: 'boolean', default: true }),
  ],
  [
    'default-gives-less',
    'warning',
    '`max_tokens` is `1024` by default (was `8192`): a call that leaves it out may get less.',
    inRequest('max_tokens', { default: 1024 }),
  ],
  [
    'default-changed',
    'warning',
    '`reasoning_effort` is `low` by default (was `adaptive`).',
    () => undefined,
    inRequest('reasoning_effort', { enum: ['low', 'medium', 'high'], default: 'adaptive' }),
  ],
  [
    'default-changed',
    'warning',
    '`temperature` is `0.7` by default (was `1`).',
    inRequest('temperature', { default: 0.7 }),
  ],
  [
    'default-documented',
    'info',
    '`seed` is `7` by default (none was documented).',
    inRequest('seed', { type: 'integer', default: 7 }),
    inRequest('seed', { type: 'integer' }),
  ],
  [
    'default-undocumented',
    'info',
    '`n` has no documented default any more (was `1`).',
    inRequest('n', { default: undefined }),
  ],
  [
    'stream-default-changed',
    'breaking',
    '`stream` is `true` by default (was `false`): a call that leaves it out gets another kind of answer.',
    inRequest('stream', { default: true }),
  ],
  [
    'limit-lowered',
    'breaking',
    '`max_tokens` may be at most `32768` (was `65536`).',
    inRequest('max_tokens', { maximum: 32768 }),
  ],
  [
    'limit-lowered',
    'breaking',
    '`temperature` must be at least `0.1` (was `0`).',
    inRequest('temperature', { minimum: 0.1 }),
  ],
  ['limit-lowered', 'breaking', '`stop` may hold at most `2` items (was `4`).', inRequest('stop', { maxItems: 2 })],
  [
    'limit-raised',
    'info',
    '`max_tokens` may be at most `262144` (was `65536`).',
    inRequest('max_tokens', { maximum: 262144 }),
  ],
  [
    'limit-added',
    'warning',
    '`messages` may hold at most `100` items (no limit was documented).',
    inRequest('messages', { maxItems: 100 }),
  ],
  [
    'limit-removed',
    'info',
    '`stop` has no such limit any more as “may hold at most 4 items”.',
    inRequest('stop', { maxItems: undefined }),
  ],
  [
    'value-added',
    'info',
    '`reasoning_effort` now also takes `max`.',
    inRequest('reasoning_effort', { enum: ['low', 'medium', 'high', 'max'] }),
  ],
  [
    'value-removed',
    'breaking',
    '`reasoning_effort` no longer takes `medium` (it takes `low`, `high`).',
    inRequest('reasoning_effort', { enum: ['low', 'high'] }),
  ],
  [
    'values-restricted',
    'breaking',
    '`seed` takes one of `1`, `2` only (any value was documented).',
    inRequest('seed', { type: 'integer', enum: [1, 2] }),
    inRequest('seed', { type: 'integer' }),
  ],
  [
    'values-opened',
    'info',
    '`reasoning_effort` takes any value (was one of `low`, `medium`, `high`).',
    inRequest('reasoning_effort', { enum: undefined }),
  ],
  [
    'parameter-removed',
    'breaking',
    'The parameter `n` is gone.',
    ({ parameters }) => {
      Reflect.deleteProperty(parameters, 'n')
    },
  ],
  [
    'parameter-removed',
    'breaking',
    'The parameter `thinking.type` is gone.',
    inRequest('thinking', { properties: {} }),
  ],
  [
    'parameter-renamed',
    'breaking',
    'The parameter `max_tokens` is now `max_completion_tokens`.',
    ({ parameters }) => {
      rename(parameters, 'max_tokens', 'max_completion_tokens')
    },
  ],
  [
    'parameter-added',
    'info',
    'The parameter `top_k` is new (by default `40`).',
    inRequest('top_k', { type: 'integer', default: 40 }),
  ],
  [
    'required-parameter-added',
    'breaking',
    'The parameter `user` is new, and calls must pass it.',
    ({ parameters, body }) => {
      Object.assign(parameters, { user: { type: 'string' } })
      Object.assign(body, { required: ['model', 'messages', 'user'] })
    },
  ],
  [
    'parameter-became-required',
    'breaking',
    'Calls must now pass `n` (it was optional).',
    ({ body }) => {
      Object.assign(body, { required: ['model', 'messages', 'n'] })
    },
  ],
  [
    'parameter-became-optional',
    'info',
    'Calls may now leave `model` out (it was required).',
    ({ body }) => {
      Object.assign(body, { required: ['messages'] })
    },
  ],
  [
    'parameter-type-narrowed',
    'breaking',
    '`temperature` takes `integer` (was `number`).',
    inRequest('temperature', { type: 'integer' }),
  ],
  ['parameter-type-widened', 'info', '`n` takes `number` (was `integer`).', inRequest('n', { type: 'number' })],
])('%s is %s: %s', async (id, severity, text, after, before = () => undefined) => {
  const { changes } = await compareEdited(before, after)

  expect(changes).toEqual([
    expect.objectContaining({
      id,
      severity,
      text,
      source: 'own',
      gateway: 'anyfast',
      spec: 'chat',
      file: 'specs/pages/chat.md',
    }),
  ])
})

it('takes a field of another type for another field, however alike the names are', async () => {
  const { changes } = await compareEdited(
    () => undefined,
    ({ parameters }) => {
      rename(parameters, 'max_tokens', 'max_completion_tokens')
      Object.assign(parameters['max_completion_tokens'] ?? {}, { type: 'string' })
    },
  )

  expect(changes.map(({ text }) => text)).toEqual([
    'The parameter `max_tokens` is gone.',
    "The docs' default `8192` for `max_completion_tokens` does not fit what they say of it: the value must be string.",
    'The parameter `max_completion_tokens` is new (by default `8192`).',
  ])
})

it('knows the fields of an object that has become one of two alternatives', async () => {
  const { changes } = await compareEdited(
    () => undefined,
    ({ parameters }) => {
      const { thinking } = parameters
      Object.assign(parameters, { thinking: { anyOf: [thinking, { type: 'boolean' }] } })
    },
  )

  expect(changes.map(({ text }) => text)).toEqual(['`thinking` takes `boolean or object` (was `object`).'])
})
