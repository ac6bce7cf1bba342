import { expect, it } from 'vitest'
import { prepareTarget } from './engine/contract-target.ts'
import { findDrift, readEvolvingTarget } from './support/evolving-target.ts'
import { loadValidators } from './support/load-validators.ts'
import { readTargets } from './support/read-targets.ts'

const targets = await readTargets()

it.each(targets)('every schema that $model of $gateway is held against has a generated validator', async (target) => {
  const { operation, completionPointer, acceptsGenerated } = prepareTarget(target, await loadValidators(target.id))

  const pointers = [operation.requestPointer, completionPointer, '/components/schemas/ChatCompletionChunk']
  const errors = operation.answers.filter(({ status }) => status >= 400).map(({ schemaPointer }) => schemaPointer)
  expect([...pointers, ...errors].map((pointer) => acceptsGenerated(pointer, 'no object'))).toEqual(
    Array.from({ length: 3 + errors.length }, () => false),
  )
})

it('validators that were generated from another document are found, at the schema, by the side `generated`', async () => {
  const target = await readEvolvingTarget()
  const { properties } = requestSchemaOf(target.document)
  properties['max_tokens'] = { type: 'integer', minimum: 1, maximum: 1_000_000 }

  const findings = await findDrift(target)

  expect(findings).toContainEqual(
    expect.objectContaining({
      code: 'DC416',
      side: 'generated',
      pointer: expect.stringMatching(/\/requestBody\/content\/application~1json\/schema$/) as string,
      message: expect.stringContaining('the generated validator refuses what the spec allows') as string,
    }),
  )
})

it('a spec of which nothing was generated has no validators', async () => {
  expect(await loadValidators('anyfast/not-generated')).toEqual({})
})

function requestSchemaOf(document: Record<string, unknown>): { properties: Record<string, unknown> } {
  type Paths = Record<string, { post: { requestBody: { content: Record<string, { schema: Properties }> } } }>
  interface Properties {
    properties: Record<string, unknown>
  }
  const media = (document['paths'] as Paths)['/v1/chat/completions']?.post.requestBody.content['application/json']
  if (!media) throw new TypeError('the request has no schema')
  return media.schema
}
