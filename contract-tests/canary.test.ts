import { expect, it } from 'vitest'
import { runContract } from './engine/run-contract.ts'
import { UnusableSpecError } from './engine/validator.ts'
import { findDrift, readEvolvingTarget } from './support/evolving-target.ts'

type Schemas = Record<string, Record<string, unknown>>

function schemasOf(document: Record<string, unknown>): Schemas {
  return (document['components'] as { schemas: Schemas }).schemas
}

function mediaTypesOf(document: Record<string, unknown>): Record<string, unknown> {
  type Paths = Record<string, { post: { requestBody: { content: Record<string, unknown> } } }>
  return (document['paths'] as Paths)['/v1/chat/completions']?.post.requestBody.content ?? {}
}

it('a schema that cannot be compiled ends the run before anything is sent, with the reason', async () => {
  const target = await readEvolvingTarget()
  schemasOf(target.document)['ChatCompletion'] = {
    type: 'object',
    properties: { id: { type: 'string', pattern: '(' } },
  }
  const unreachable = { baseURL: () => Promise.reject(new Error('asked')), isAlive: () => Promise.resolve(true) }

  const run = runContract([target], unreachable)

  await expect(run).rejects.toThrow(UnusableSpecError)
  await expect(run).rejects.toThrow(/anyfast\/doubao-seed-evolving: the schema at .*200.* cannot be compiled/)
})

it('a schema of completions that accepts everything is a finding', async () => {
  const target = await readEvolvingTarget()
  schemasOf(target.document)['ChatCompletion'] = {}

  const findings = await findDrift(target)

  expect(findings).toContainEqual(expect.objectContaining({ code: 'DC411', side: 'spec' }))
})

it('a mock that validates nothing is a finding', async () => {
  const target = await readEvolvingTarget()
  const mockDocument = (await readEvolvingTarget()).document
  const media = mediaTypesOf(mockDocument)
  media['application/json'] = { schema: {} }

  const findings = await findDrift(target, { mockDocument })

  expect(findings).toContainEqual(expect.objectContaining({ code: 'DC410', side: 'mock' }))
})

/** How a spec could disagree with itself. */
const specFaults: [what: string, mutate: (document: Record<string, unknown>) => void, code: string][] = [
  [
    'an example that its schema forbids',
    (document) => {
      requestPropertiesOf(document)['temperature'] = { type: 'number', maximum: 2, example: 9 }
    },
    'DC412',
  ],
  [
    'a schema of errors that accepts everything',
    (document) => {
      schemasOf(document)['Error'] = {}
    },
    'DC411',
  ],
  [
    'an answer whose enum holds what its type forbids',
    (document) => {
      const { properties } = schemasOf(document)['ChatCompletion'] as { properties: Record<string, unknown> }
      properties['service_tier'] = { type: 'string', enum: ['default', null] }
    },
    'DC412',
  ],
  [
    'a stream whose chunks violate their schema',
    (document) => {
      schemasOf(document)['ChatCompletionChunk'] = { type: 'object', properties: { created: { type: 'string' } } }
    },
    'DC415',
  ],
  [
    'a stream that adds up to what no answer may be',
    (document) => {
      const completion = schemasOf(document)['ChatCompletion'] as { properties: Record<string, unknown> }
      completion.properties['service_tier'] = { type: 'string', enum: ['scale'] }
    },
    'DC415',
  ],
]

it.each(specFaults)('%s is a finding of the side spec', async (_, mutate, code) => {
  const target = await readEvolvingTarget()
  mutate(target.document)

  const findings = await findDrift(target)

  expect(findings).toContainEqual(expect.objectContaining({ code, side: 'spec' }))
})

function requestPropertiesOf(document: Record<string, unknown>): Record<string, unknown> {
  const media = mediaTypesOf(document)['application/json'] as { schema: { properties: Record<string, unknown> } }
  return media.schema.properties
}
