import { expect, it } from 'vitest'
import { findChatOperation } from './chat-operation.ts'
import type { JsonSchema } from './json-schema.ts'
import { invalidCases, validCases, type RequestCase } from './request-cases.ts'
import { createSpecValidator } from './validator.ts'

const PARAMETERS: Record<string, JsonSchema> = {
  level: { type: 'string', enum: ['low', 'high', 'higher'] },
  share: { type: 'number', minimum: -2, maximum: 2 },
  stop: { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
  thinking: { $ref: '#/components/schemas/Thinking' },
  stream: { type: 'boolean' },
}

it('the first valid case holds the required parameters alone', () => {
  const [first] = casesOf(PARAMETERS).valid

  expect(first?.body).toEqual({ model: 'one', messages: [{ role: 'user' }, { role: 'tool' }] })
})

it('together the valid cases hold every allowed value, both bounds, a fraction and every branch', () => {
  const { valid } = casesOf(PARAMETERS)

  expect(valuesOf(valid, 'level')).toEqual(new Set(['low', 'high', 'higher']))
  expect(valuesOf(valid, 'share')).toEqual(new Set([-2, 2, -1.5]))
  expect(new Set(valid.map(({ body }) => typeof body['stop']))).toEqual(new Set(['undefined', 'string', 'object']))
})

it('no valid case streams: streams have a check of their own', () => {
  const { valid } = casesOf(PARAMETERS)

  expect(valuesOf(valid, 'stream')).toEqual(new Set([false]))
})

it('every valid case is valid, and goes to the model that was asked for', () => {
  const { valid, violations } = casesOf(PARAMETERS)

  expect(valid.flatMap(({ body }) => violations(body))).toEqual([])
  expect(valuesOf(valid, 'model')).toEqual(new Set(['one']))
})

it('every constraint has an invalid case that names it', () => {
  const { invalid } = casesOf(PARAMETERS)

  const root = '/paths/~1chat~1completions/post/requestBody/content/application~1json/schema'
  expect(invalid.map(({ pointer }) => pointer.replace(root, ''))).toEqual([
    '/required/0',
    '/required/1',
    '/properties/model/enum',
    '/properties/messages/minItems',
    '/properties/messages/type',
    '/properties/messages/items/required/0',
    '/properties/messages/items/type',
    '/properties/messages/items/properties/role/enum',
    '/properties/level/enum',
    '/properties/share/minimum',
    '/properties/share/maximum',
    '/properties/share/type',
    '/properties/stop/oneOf',
    '/components/schemas/Thinking/type',
    '/components/schemas/Thinking/properties/budget/minimum',
    '/components/schemas/Thinking/properties/budget/type',
    '/components/schemas/Thinking/properties/budget/type',
    '/properties/stream/type',
  ])
})

it('every invalid case is invalid, and in one place only', () => {
  const { invalid, violations } = casesOf(PARAMETERS)

  const places = invalid.map(({ body }) => new Set(violations(body).map(({ instancePath }) => instancePath)))

  // A value in no branch is also wrong for each branch, at the same place.
  expect(places.map(({ size }) => size)).toEqual(invalid.map(() => 1))
})

function casesOf(parameters: Record<string, JsonSchema>) {
  const document = documentOf(parameters)
  const operation = findChatOperation(document)
  if (!operation) throw new TypeError('the document has no operation')
  const valid = validCases(document, operation, 'one')
  const [, whole = { name: 'none', body: {} }] = valid
  const { violations } = createSpecValidator('test', document, [operation.requestPointer])
  return {
    valid,
    invalid: invalidCases(document, operation, whole),
    violations: (body: unknown) => violations(operation.requestPointer, body),
  }
}

function valuesOf(cases: readonly RequestCase[], key: string): Set<unknown> {
  return new Set(cases.filter(({ body }) => key in body).map(({ body }) => body[key]))
}

function documentOf(parameters: Record<string, JsonSchema>): Record<string, unknown> {
  const role = { type: 'string', enum: ['user', 'tool'] }
  const schema: JsonSchema = {
    type: 'object',
    required: ['model', 'messages'],
    properties: {
      model: { type: 'string', enum: ['one', 'two'] },
      messages: { type: 'array', minItems: 1, items: { type: 'object', required: ['role'], properties: { role } } },
      ...parameters,
    },
  }
  const budget: JsonSchema = { type: 'integer', minimum: 1 }
  return {
    openapi: '3.1.0',
    paths: { '/chat/completions': { post: { requestBody: { content: { 'application/json': { schema } } } } } },
    components: { schemas: { Thinking: { type: 'object', properties: { budget } } } },
  }
}
