import { expect, it } from 'vitest'
import { compareEdited, inAnswer, inRequest, type Edit } from './edit-document.ts'

it.each<[what: string, after: Edit, before?: Edit]>([
  ['nothing at all', () => undefined],
  [
    'the order of keys',
    ({ parameters }) => {
      const { n } = parameters
      delete parameters['n']
      Object.assign(parameters, { n })
    },
  ],
  ['the order of models', inRequest('model', { enum: ['doubao-lite-32k', 'doubao-seed-1-6'] })],
  ['the order of values', inRequest('reasoning_effort', { enum: ['high', 'low', 'medium'] })],
  ['the limit of an answer', inAnswer('id', { maxLength: 10 })],
  ['the default of an answer', inAnswer('id', { default: 'a' })],
  [
    'a server beside the old one',
    ({ document }) => {
      Object.assign(document, { servers: [{ url: 'https://api.example' }, { url: 'https://new.example' }] })
    },
  ],
  [
    'a schema that became a reference',
    ({ document, parameters }) => {
      const { n = {} } = parameters
      Object.assign(document, { components: { schemas: { Number: { ...n } } } })
      Object.assign(parameters, { n: { $ref: '#/components/schemas/Number' } })
    },
  ],
  [
    'a schema that stands in allOf',
    ({ parameters }) => {
      const { n } = parameters
      Object.assign(parameters, { n: { allOf: [n] } })
    },
  ],
  [
    'an object that is the only alternative to null',
    ({ parameters }) => {
      const { thinking } = parameters
      Object.assign(parameters, { thinking: { anyOf: [thinking] } })
    },
  ],
  [
    'an example that never fitted',
    ({ operation }) => {
      Object.assign(operation, { deprecated: false })
    },
    inRequest('temperature', { example: 3 }),
  ],
])('says nothing of what breaks nobody: %s', async (_, after, before = () => undefined) => {
  const { changes } = await compareEdited(before, (places) => {
    before(places)
    after(places)
  })

  expect(changes.filter(({ id }) => id !== 'other-change')).toEqual([])
})

it('a text that was reworded as well hides no other change', async () => {
  const { changes } = await compareEdited(
    () => undefined,
    ({ document, body }) => {
      Object.assign(body, { additionalProperties: false })
      Object.assign(document, { info: { title: 'Another title', version: '1.0.0' } })
    },
  )

  expect(changes.map(({ id }) => id)).toEqual(['other-change', 'wording-changed'])
})

it('an operation that came where another one went is not the same that moved', async () => {
  const { changes } = await compareEdited(
    () => undefined,
    ({ document }) => {
      Object.assign(document, { paths: { '/v1/images': { post: { operationId: 'createImage', responses: {} } } } })
    },
  )

  expect(changes.map(({ id }) => id)).toEqual(expect.arrayContaining(['operation-added', 'operation-removed']))
})
