import { expect, it } from 'vitest'
import { compareEdited, inAnswer, inRequest, rename, type Edit } from './edit-document.ts'

// Each rule with a pair of documents of its own: the change, its severity, and the sentence that a user reads.
it.each<[id: string, severity: string, text: string, after: Edit, before?: Edit]>([
  [
    'answer-value-added',
    'warning',
    '`finish_reason` of the answer may now also be `content_filter`: code that handles each value misses it.',
    inAnswer('finish_reason', { enum: ['stop', 'length', 'content_filter'] }),
  ],
  [
    'answer-value-removed',
    'warning',
    '`finish_reason` of the answer is no longer `length` (it may be `stop`).',
    inAnswer('finish_reason', { enum: ['stop'] }),
  ],
  [
    'answer-values-opened',
    'warning',
    '`finish_reason` of the answer may be any value (was one of `stop`, `length`).',
    inAnswer('finish_reason', { enum: undefined }),
  ],
  [
    'answer-values-listed',
    'info',
    '`id` of the answer is one of `a` only (any value was documented).',
    inAnswer('id', { enum: ['a'] }),
  ],
  [
    'answer-type-widened',
    'breaking',
    '`id` of the answer is `null or string` (was `string`).',
    inAnswer('id', { type: ['string', 'null'] }),
  ],
  [
    'answer-type-narrowed',
    'info',
    '`id` of the answer is `string` (was `null or string`).',
    () => undefined,
    inAnswer('id', { type: ['string', 'null'] }),
  ],
  ['answer-field-added', 'info', 'Answers may now hold `created`.', inAnswer('created', { type: 'integer' })],
  [
    'answer-field-removed',
    'breaking',
    'Answers are no longer documented to hold `id`.',
    ({ answer }) => {
      delete answer['id']
    },
  ],
  [
    'answer-field-renamed',
    'breaking',
    "The answer's field `finish_reason` is now `finishReason`.",
    ({ answer }) => {
      rename(answer, 'finish_reason', 'finishReason')
    },
  ],
  [
    'answer-field-became-optional',
    'breaking',
    'Answers may now lack `usage.total_tokens` (it was always there).',
    inAnswer('usage', { required: [] }),
  ],
  [
    'answer-field-became-certain',
    'info',
    'Answers now always hold `usage.total_tokens` (it could be missing).',
    () => undefined,
    inAnswer('usage', { required: [] }),
  ],
  [
    'model-retired',
    'breaking',
    'The model `doubao-lite-32k` is gone.',
    inRequest('model', { enum: ['doubao-seed-1-6'] }),
  ],
  [
    'model-renamed',
    'breaking',
    'The model `doubao-seed-1-6` is now `doubao-seed-1.6-251015`.',
    inRequest('model', { enum: ['doubao-seed-1.6-251015', 'doubao-lite-32k'] }),
  ],
  [
    'model-added',
    'info',
    'The model `doubao-pro` is new.',
    inRequest('model', { enum: ['doubao-seed-1-6', 'doubao-lite-32k', 'doubao-pro'] }),
  ],
  [
    'host-moved',
    'breaking',
    'Calls go to `https://new.example` now (was `https://api.example`).',
    ({ document }) => {
      Object.assign(document, { servers: [{ url: 'https://new.example' }] })
    },
  ],
  [
    'path-moved',
    'breaking',
    'Calls go to `POST /v2/chat/completions` now (was `POST /v1/chat/completions`).',
    ({ document }) => {
      rename(document['paths'] ?? {}, '/v1/chat/completions', '/v2/chat/completions')
    },
  ],
  [
    'operation-id-changed',
    'warning',
    'The generated function for `POST /v1/chat/completions` is named after `chat` now (was `createChat`).',
    ({ operation }) => {
      Object.assign(operation, { operationId: 'chat' })
    },
  ],
  [
    'operation-added',
    'info',
    '`GET /v1/models` is new.',
    ({ document }) => {
      Object.assign(document['paths'] ?? {}, { '/v1/models': { get: {} } })
    },
  ],
  [
    'operation-removed',
    'breaking',
    '`GET /v1/models` is gone.',
    () => undefined,
    ({ document }) => {
      Object.assign(document['paths'] ?? {}, { '/v1/models': { get: {} } })
    },
  ],
  [
    'example-misfit',
    'warning',
    "The docs' example `3` for `temperature` does not fit what they say of it: the value must be <= 2.",
    inRequest('temperature', { example: 3 }),
  ],
  ['wording-changed', 'info', 'One text or example changed, at `n`.', inRequest('n', { description: 'How many.' })],
  [
    'other-change',
    'info',
    'Something changed that no rule has a name for, at `/paths/~1v1~1chat~1completions/post/requestBody/required`.',
    ({ operation }) => {
      Object.assign(operation['requestBody'] ?? {}, { required: false })
    },
  ],
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
