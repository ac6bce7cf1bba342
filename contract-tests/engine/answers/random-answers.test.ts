import { expect, it } from 'vitest'
import { readEvolvingTarget } from '../../support/evolving-target.ts'
import { createSpecValidator, UnusableSpecError } from '../validator.ts'
import { randomAnswers } from './random-answers.ts'

const POINTER = '/components/schemas/Node'
const COMPLETION = '/components/schemas/ChatCompletion'

function documentOf(schema: unknown): Record<string, unknown> {
  return { components: { schemas: { Node: schema } } }
}

it('random answers are valid by the schema that they were made from', async () => {
  const { id, document } = await readEvolvingTarget()
  const validator = createSpecValidator(id, document, [COMPLETION])

  const answers = randomAnswers(document, COMPLETION, 50, 1)

  expect(answers).toHaveLength(50)
  expect(answers.flatMap((answer) => validator.violations(COMPLETION, answer))).toEqual([])
})

it('the same seed makes the same answers, another one others', async () => {
  const { document } = await readEvolvingTarget()
  const again = structuredClone(document)

  expect(randomAnswers(document, COMPLETION, 5, 1)).toEqual(randomAnswers(again, COMPLETION, 5, 1))
  expect(randomAnswers(document, COMPLETION, 5, 1)).not.toEqual(randomAnswers(document, COMPLETION, 5, 2))
})

it('what a caller does to its answers stays with it', async () => {
  const { document } = await readEvolvingTarget()
  const [first] = randomAnswers(document, COMPLETION, 1, 1) as Record<string, unknown>[]
  if (first) first['id'] = 'changed'

  expect(randomAnswers(document, COMPLETION, 1, 1)[0]).not.toHaveProperty('id', 'changed')
})

it('optional properties are there in some answers, and absent in others', async () => {
  const { document } = await readEvolvingTarget()
  const answers = randomAnswers(document, COMPLETION, 20, 1) as object[]

  const withUsage = answers.filter((answer) => 'usage' in answer)

  expect(withUsage.length).toBeGreaterThan(0)
  expect(withUsage.length).toBeLessThan(20)
})

it.each([
  ['null among its values', { type: ['string', 'null'], enum: ['a', null] }, null],
  ['null among its types', { type: ['integer', 'null'] }, null],
])('a schema with %s makes nulls too', (_, schema, value) => {
  expect(randomAnswers(documentOf(schema), POINTER, 50, 1)).toContain(value)
})

const self = { $ref: `#${POINTER}` }

it.each([
  ['contains itself', { type: 'object', properties: { next: self, all: { type: 'array', items: self } } }],
  ['contains itself in many ways', { type: 'object', properties: { a: self, b: self, c: self, d: self, e: self } }],
  ['wants long lists', { type: 'array', maxItems: 1_000_000, items: { type: 'string', maxLength: 1_000_000 } }],
  ['has annotations of OpenAPI', { type: 'string', example: 7, xml: { name: 'x' }, externalDocs: {}, 'x-own': 1 }],
  ['has keywords beside a reference', { ...documentOf(0), anyOf: [{ type: 'integer' }], description: 'text' }],
  ['wants distinct items', { type: 'array', minItems: 2, uniqueItems: true, items: { enum: [1, 2, 3] } }],
  ['accepts everything', {}],
])('a schema that %s is answered without delay', (_, schema) => {
  const start = performance.now()

  const answers = randomAnswers(documentOf(schema), POINTER, 20, 1)

  expect(answers.length).toBeGreaterThanOrEqual(10)
  expect(JSON.stringify(answers).length).toBeLessThan(100_000)
  expect(performance.now() - start).toBeLessThan(2_000)
})

it.each([
  ['no value satisfies', { type: 'integer', minimum: 5, maximum: 2 }],
  ['cannot end', { type: 'object', required: ['next'], properties: { next: self } }],
  ['is a branch of itself', { allOf: [self] }],
  ['cannot be compiled', { type: 'string', pattern: '(' }],
  ['is not there', { $ref: '#/components/schemas/Gone' }],
])('a schema that %s ends the run', (_, schema) => {
  expect(() => randomAnswers(documentOf(schema), POINTER, 10, 1)).toThrow(UnusableSpecError)
})
