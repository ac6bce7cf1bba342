import { expect, it } from 'vitest'
import { findDrift, readEvolvingTarget } from './support/evolving-target.ts'

it('a mock that dies of a case is a finding, and the other cases still run', async () => {
  // Of another name, so that nothing is expected to have been generated for it.
  const target = { ...(await readEvolvingTarget()), id: 'anyfast/beyond-latin' }
  const { properties } = requestSchemaOf(target.document)
  // Prism names the allowed values in a header, and no header can hold these.
  properties['response_language'] = { type: 'string', enum: ['中文'] }

  const findings = await findDrift(target)

  expect(findings).toContainEqual(
    expect.objectContaining({
      code: 'DC409',
      side: 'mock',
      message: expect.stringContaining('response_language') as string,
    }),
  )
  expect(findings.filter(({ code }) => code !== 'DC409')).toEqual([])
})

it('a mock that always dies is given up, and that is said', async () => {
  // Of another name, so that nothing is expected to have been generated for it.
  const target = { ...(await readEvolvingTarget()), id: 'anyfast/beyond-latin' }
  const { properties } = requestSchemaOf(target.document)
  for (const index of [1, 2, 3, 4, 5, 6]) {
    properties[`language_${String(index)}`] = { type: 'string', enum: ['中文'] }
  }

  const findings = await findDrift(target)

  expect(findings.map(({ message }) => message)).toContainEqual(expect.stringContaining('the rest was not checked'))
})

function requestSchemaOf(document: Record<string, unknown>): { properties: Record<string, unknown> } {
  type Paths = Record<
    string,
    { post: { requestBody: { content: Record<string, { schema: { properties: Record<string, unknown> } }> } } }
  >
  const schema = (document['paths'] as Paths)['/v1/chat/completions']?.post.requestBody.content['application/json']
    ?.schema
  if (!schema) throw new TypeError('the request has no schema')
  return schema
}
