import { expect, it } from 'vitest'
import { findChatOperation } from './chat-operation.ts'
import type { JsonSchema } from './json-schema.ts'
import type { RequestCase } from './request-cases.ts'
import { deriveCases } from './target-cases.ts'
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

it('together the valid cases hold every allowed value, both bounds, a value inside each, a fraction and every branch', () => {
  const { valid } = casesOf(PARAMETERS)

  expect(valuesOf(valid, 'level')).toEqual(new Set(['low', 'high', 'higher']))
  expect(valuesOf(valid, 'share')).toEqual(new Set([-2, 2, -1.999, 1.999, -1.5]))
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
  const places = new Set(invalid.map(({ pointer }) => pointer.replace(root, '')))
  expect([...places]).toEqual([
    '/required/0',
    '/required/1',
    '/properties/model/enum',
    '/properties/model/type',
    '/properties/messages/minItems',
    '/properties/messages/type',
    '/properties/messages/items/required/0',
    '/properties/messages/items/type',
    '/properties/messages/items/properties/role/enum',
    '/properties/messages/items/properties/role/type',
    '/properties/level/enum',
    '/properties/level/type',
    '/properties/share/minimum',
    '/properties/share/maximum',
    '/properties/share/type',
    '/properties/stop/oneOf',
    '/properties/stop/oneOf/1/items/type',
    '/components/schemas/Thinking/type',
    '/components/schemas/Thinking/properties/budget/minimum',
    '/components/schemas/Thinking/properties/budget/type',
    '/properties/stream/type',
  ])
})

it('every invalid case is invalid, and in one place only', () => {
  const { invalid, violations } = casesOf(PARAMETERS)

  const places = invalid.map(({ body }) => violations(body).map(({ instancePath }) => instancePath))

  // A value in no branch is also wrong for each branch, there or below.
  const [scattered] = places.filter(([first = '', ...others]) => others.some((other) => !isNear(first, other)))
  expect(places.filter(({ length }) => length === 0)).toEqual([])
  expect(scattered).toBeUndefined()
})

it('a constraint of every kind has a violation of its kind', () => {
  const { invalid } = casesOf({
    exact: { const: 'one' },
    open: { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1, example: 0.5 },
    steps: { type: 'integer', multipleOf: 5, example: 10 },
    name: { type: 'string', minLength: 2, maxLength: 4, pattern: '^[a-z]+$', example: 'abc' },
    day: { type: 'string', format: 'date', example: '2026-11-25' },
    tags: { type: 'array', minItems: 1, uniqueItems: true, items: { type: 'string' } },
    words: { type: 'array', maxItems: 3, items: { type: 'string' } },
    extra: { type: 'object', minProperties: 1, maxProperties: 2, properties: { a: { type: 'string' } } },
    closed: { type: 'object', additionalProperties: false, properties: { a: { type: 'string' } } },
    both: {
      allOf: [
        { type: 'object', properties: { a: { type: 'integer', minimum: 3 } } },
        { type: 'object', required: ['a'] },
      ],
    },
    either: { anyOf: [{ type: 'string' }, { type: 'boolean' }] },
  })

  const kinds = new Set(invalid.map(({ kind }) => kind))
  expect([...kinds].toSorted()).toEqual([
    ...['additionalProperties', 'anyOf', 'const', 'enum', 'exclusiveMaximum', 'exclusiveMinimum', 'format'],
    ...['maxItems', 'maxLength', 'maxProperties', 'minItems', 'minLength', 'minProperties', 'minimum', 'multipleOf'],
    ...['pattern', 'required', 'type', 'uniqueItems'],
  ])
})

it('every pair of optional parameters is in a request together, and each is left out of one that has the other', () => {
  const { valid } = casesOf(PARAMETERS)

  const paired = valid.filter(({ name }) => name.startsWith('pairs of parameters')).map(({ body }) => body)
  const names = ['level', 'share', 'stop', 'thinking']
  for (const one of names) {
    for (const other of names.filter((name) => name !== one)) {
      expect(paired.some((body) => one in body && other in body)).toBe(true)
      expect(paired.some((body) => one in body && !(other in body))).toBe(true)
    }
  }
  expect(paired.length).toBeLessThan(20)
})

it('a schema that contains itself, and one of absurd sizes, give cases in no time', () => {
  const { valid, invalid, violations } = casesOf({
    tree: { $ref: '#/components/schemas/Tree' },
    many: { type: 'array', maxItems: 1e8, items: { type: 'string' } },
    long: { type: 'string', maxLength: 1e9 },
  })

  expect(valid.flatMap(({ body }) => violations(body))).toEqual([])
  expect(invalid.filter(({ pointer }) => /many\/maxItems|long\/maxLength/.test(pointer))).toEqual([])
  expect(invalid.some(({ pointer }) => pointer.startsWith('/components/schemas/Tree/'))).toBe(true)
})

it('a schema that branches into lists of itself gives cases, and comes to an end', () => {
  const { invalid } = casesOf({ nested: { $ref: '#/components/schemas/Nested' } })

  expect(invalid.some(({ pointer }) => pointer.startsWith('/components/schemas/Nested/anyOf'))).toBe(true)
  expect(invalid.length).toBeLessThan(100)
})

function isNear(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one)
}

function casesOf(parameters: Record<string, JsonSchema>) {
  const document = documentOf(parameters)
  const operation = findChatOperation(document)
  if (!operation) throw new TypeError('the document has no operation')
  const spec = createSpecValidator('test', document, [operation.requestPointer])
  const { valid, invalid } = deriveCases({ operation, model: 'one', validator: spec })
  return {
    valid,
    invalid,
    violations: (body: unknown) => spec.violations(operation.requestPointer, body),
  }
}

function valuesOf(cases: readonly RequestCase[], key: string): Set<unknown> {
  return new Set(cases.filter(({ body }) => key in body).map(({ body }) => body[key]))
}

const NESTED: JsonSchema = {
  anyOf: [{ type: 'string' }, { type: 'array', items: { $ref: '#/components/schemas/Nested' } }],
}

const TREE: JsonSchema = {
  type: 'object',
  properties: { leaf: { type: 'string' }, children: { type: 'array', items: { $ref: '#/components/schemas/Tree' } } },
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
    components: { schemas: { Thinking: { type: 'object', properties: { budget } }, Tree: TREE, Nested: NESTED } },
  }
}
