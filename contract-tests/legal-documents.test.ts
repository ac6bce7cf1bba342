import { afterAll, beforeAll, expect, it } from 'vitest'
import { prepareTarget, type ContractTarget } from './engine/contract-target.ts'
import type { JsonSchema } from './engine/json-schema.ts'
import { planMockSteps } from './engine/plan-steps.ts'
import { runTarget } from './engine/run-contract.ts'
import { findDrift } from './support/evolving-target.ts'
import { startPrismMock, type PrismMock } from './support/prism-mock.ts'
import { errorAnswer, smallDocument, type SmallDocument } from './support/small-document.ts'
import { strengthen } from './support/strengthen.ts'

const text: JsonSchema = { type: 'string' }
const integer: JsonSchema = { type: 'integer' }
const list: JsonSchema = { type: 'array', items: text }

/** Documents that are right, and the kinds of constraint of which a request was seen refused. */
const documents: [what: string, document: SmallDocument, kinds: string[]][] = [
  ['a branch that takes numbers', { parameters: { stop: { anyOf: [text, integer] } } }, ['anyOf']],
  ['a branch that takes everything', { parameters: { stop: { anyOf: [text, {}] } } }, []],
  ['branches that share numbers', { parameters: { stop: { oneOf: [text, { type: 'number' }] } } }, ['oneOf']],
  [
    'keys that are not listed, and have a schema',
    { parameters: { bias: { type: 'object', additionalProperties: { type: 'integer', minimum: -100 } } } },
    ['minimum'],
  ],
  ['no required parameter', { request: { required: [] } }, ['enum', 'type']],
  ['a key that is not needed', { operation: { security: [{}, { bearer: [] }] } }, ['enum']],
  ['a range of statuses beside 400', { answers: { '4XX': errorAnswer() } }, ['enum']],
  ['422 beside 400', { answers: { '422': errorAnswer('Unprocessable') } }, ['enum']],
  [
    'parts with bounds of their own',
    {
      parameters: {
        n: {
          allOf: [
            { type: 'number', minimum: 0, maximum: 10 },
            { type: 'number', minimum: 2, maximum: 3 },
          ],
        },
      },
    },
    ['minimum', 'maximum'],
  ],
  [
    'parts with enums of their own',
    { parameters: { level: { allOf: [{ enum: ['low', 'high'] }, { enum: ['high', 'max'] }] } } },
    ['enum'],
  ],
  [
    'parts with branches of their own',
    { parameters: { stop: { allOf: [{ oneOf: [list, text] }, { oneOf: [{ type: 'boolean' }, text] }] } } },
    ['oneOf'],
  ],
  [
    'parts that describe one property together',
    {
      parameters: {
        user: {
          allOf: [
            { type: 'object', properties: { id: text } },
            { properties: { id: { maxLength: 3 } }, required: ['id'] },
          ],
        },
      },
    },
    ['maxLength', 'required'],
  ],
  [
    'a reference with more beside it',
    {
      parameters: { n: { $ref: '#/components/schemas/Count', maximum: 5 } },
      schemas: { Count: { type: 'integer', minimum: 1, maximum: 100 } },
    },
    ['minimum', 'maximum'],
  ],
  [
    'branches that say which parameter is required',
    {
      parameters: { a: integer, b: integer, c: integer },
      request: { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
    },
    ['oneOf', 'required'],
  ],
  [
    'parameters that exclude each other',
    { parameters: { a: integer, b: integer, c: integer }, request: { not: { required: ['a', 'b'] } } },
    ['not'],
  ],
  [
    'a parameter that needs another',
    { parameters: { a: integer, b: integer }, request: { dependentRequired: { a: ['b'] } } },
    ['dependentRequired'],
  ],
  [
    'a parameter that asks more of others',
    {
      parameters: { a: integer, b: integer },
      request: { dependentSchemas: { a: { properties: { b: { minimum: 7 } } } } },
    },
    ['minimum'],
  ],
  [
    'a parameter that is needed under a condition',
    {
      parameters: { mode: { enum: ['slow', 'fast'] }, speed: { type: 'integer', minimum: 1 } },
      request: {
        if: { properties: { mode: { const: 'fast' } }, required: ['mode'] },
        then: { required: ['speed'], properties: { speed: { minimum: 10 } } },
      },
    },
    ['required', 'minimum'],
  ],
  [
    'keys with a pattern',
    {
      parameters: {
        tags: {
          type: 'object',
          patternProperties: { '^x-[a-z]{2}$': { type: 'string', maxLength: 4 } },
          additionalProperties: false,
        },
      },
    },
    ['maxLength', 'additionalProperties'],
  ],
  [
    'names of keys',
    { parameters: { tags: { type: 'object', propertyNames: { maxLength: 5 }, additionalProperties: text } } },
    ['propertyNames'],
  ],
  [
    'an array that has to contain something',
    { parameters: { tools: { type: 'array', items: { enum: ['a', 'b'] }, contains: { const: 'b' } } } },
    ['contains', 'enum'],
  ],
  [
    'an array that may contain something twice',
    { parameters: { tools: { type: 'array', contains: { const: 'b' }, minContains: 2, maxContains: 3 } } },
    ['contains', 'maxContains'],
  ],
  [
    'parts that together list all keys',
    {
      parameters: {
        user: {
          allOf: [
            { type: 'object', properties: { a: text } },
            { type: 'object', properties: { b: text } },
          ],
          unevaluatedProperties: false,
        },
      },
    },
    ['unevaluatedProperties'],
  ],
  [
    'a list that ends after its tuple',
    { parameters: { pair: { type: 'array', prefixItems: [text, integer], items: false } as object } },
    ['items', 'type'],
  ],
  [
    'values that a list names and another keyword takes away',
    { parameters: { level: { type: 'string', enum: ['low', 'high'], not: { const: 'low' } } } },
    ['enum'],
  ],
  ['a property that no object may have', { parameters: { a: integer, b: false } }, ['type']],
  ['any type but one', { parameters: { seed: { not: { type: 'string' } } } }, ['not']],
  ['bounds between multiples', { parameters: { n: { type: 'integer', multipleOf: 5, minimum: 3 } } }, ['multipleOf']],
  ['a long list', { parameters: { seeds: { type: 'array', minItems: 300, items: integer } } }, ['minItems']],
  [
    'a tuple',
    {
      parameters: {
        pair: { type: 'array', prefixItems: [text, { type: 'integer', minimum: 1 }], items: { type: 'boolean' } },
      },
    },
    ['minimum'],
  ],
  [
    'a property that its pattern describes too',
    { parameters: { o: { type: 'object', properties: { abc: text }, patternProperties: { '^a': { minLength: 2 } } } } },
    ['minLength'],
  ],
]

let mock: PrismMock

beforeAll(async () => {
  const served = documents.map(([what, small]) => [what, smallDocument(small)] as const)
  mock = await startPrismMock({ documents: Object.fromEntries(served), port: 0 })
})

afterAll(() => mock[Symbol.asyncDispose]())

it.each(documents)('%s: nothing is found, and violations are refused', async (what, small, kinds) => {
  const target = prepareTarget(await targetOf(small, what))

  const { findings } = await runTarget(target, mock, {}, planMockSteps)

  expect(findings).toEqual([])
  const refused = target.cases.invalid.map(({ kind }) => kind)
  expect(refused).toEqual(expect.arrayContaining(kinds))
})

it('answers may hold what requests may', async () => {
  const error: JsonSchema = {
    type: 'object',
    properties: { code: { oneOf: [integer, text] }, message: text, details: {} },
    oneOf: [{ required: ['code'] }, { required: ['message'] }],
    dependentRequired: { details: ['code'] },
    patternProperties: { '^x-': integer },
    additionalProperties: false,
  }
  const schema: JsonSchema = { type: 'object', required: ['error'], properties: { error } }
  // Of an answer without an example a mock would have to make one, and makes a wrong one.
  const content = { 'application/json': { schema, example: { error: { code: 'busy' } } } }
  const target = await targetOf({ answers: { '429': { description: 'busy', content } } })

  const findings = await findDrift(target)

  expect(findings).toEqual([])
})

it.each(['header', 'query'])('a required %s is what the client does not send', async (place) => {
  const parameters = [{ name: 'X-Tenant', in: place, required: true, schema: { type: 'string' } }]
  const target = await targetOf({ operation: { parameters } })

  const findings = await findDrift(target)

  const [finding] = findings.filter(({ code }) => code === 'DC401')
  expect(finding).toMatchObject({ side: 'facade', message: expect.stringMatching(/x-tenant/i) as string })
})

it('a schema of requests that refuses nothing is a finding of the side spec', async () => {
  const target = await targetOf({ request: { type: undefined, required: [], properties: {} } })

  const findings = await findDrift(target)

  expect(findings).toContainEqual(expect.objectContaining({ code: 'DC410', side: 'spec' }))
})

it('examples of the whole request, of an object and beside branches are in requests', async () => {
  const request = { model: 'doubao-seed-evolving', messages: [{ role: 'user', content: 'whole' }] }
  const target = await targetOf({
    request: { example: request },
    parameters: {
      user: { type: 'object', properties: { id: text }, example: { id: 'object' } },
      stop: { anyOf: [text, { type: 'boolean' }], example: 'beside' },
      seed: { anyOf: [{ type: 'string', examples: ['within'] }, integer] },
    },
  })

  const { valid } = prepareTarget(target).cases

  const sent = JSON.stringify(valid)
  expect(['whole', 'object', 'beside', 'within'].filter((value) => !sent.includes(`"${value}"`))).toEqual([])
})

it('an example that its schema forbids stays in the requests, among branches too', async () => {
  const target = await targetOf({
    parameters: { a: integer, b: integer, n: { type: 'integer', maximum: 2, example: 9 } },
    request: { oneOf: [{ required: ['a'] }, { required: ['b'] }] },
  })

  const findings = await findDrift(target)

  expect(findings).toContainEqual(expect.objectContaining({ code: 'DC412', side: 'spec' }))
})

it('a list that is shown, with items that its schema forbids, stays in the requests', async () => {
  const n = { type: 'array', items: { type: 'object', properties: { a: integer } }, example: [{ a: 'text' }] }
  const target = await targetOf({ parameters: { n } })

  const findings = await findDrift(target)

  expect(findings).toContainEqual(expect.objectContaining({ code: 'DC412', side: 'spec' }))
})

it('a parameter shaped like a JSON Schema gives cases in no time, and few', async () => {
  const S: JsonSchema = { $ref: '#/components/schemas/S' }
  const schema: JsonSchema = {
    type: 'object',
    properties: {
      type: text,
      properties: { type: 'object', additionalProperties: S },
      items: S,
      anyOf: { type: 'array', items: S },
      not: S,
    },
  }
  const target = await targetOf({ parameters: { schema: S }, schemas: { S: schema } })

  const findings = await findDrift(target)

  expect(findings).toEqual([])
  expect(prepareTarget(target).cases.invalid.length).toBeLessThan(200)
})

async function targetOf(small: SmallDocument, id = 'small'): Promise<ContractTarget> {
  const document = smallDocument(small)
  const strictDocument = await strengthen(document)
  return { id, gateway: 'anyfast', model: 'doubao-seed-evolving', document, strictDocument }
}
