import { expect, it } from 'vitest'
import { startPrismMock } from './support/prism-mock.ts'
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

it('a mock that died serves the next document all the same', async () => {
  const { document } = await readEvolvingTarget()
  const deadly = structuredClone(document)
  requestSchemaOf(deadly).properties['response_language'] = { type: 'string', enum: ['中文'] }
  await using mock = await startPrismMock({ documents: { deadly }, port: 0 })
  const headers = { 'content-type': 'application/json', authorization: 'Bearer any' }
  const body = JSON.stringify({ response_language: 'none' })
  const url = `${await mock.baseURL('deadly')}/v1/chat/completions`
  await expect(fetch(url, { method: 'POST', headers, body })).rejects.toThrow()

  await mock.serve({ next: document })

  const response = await fetch(`${await mock.baseURL('next')}/v1/chat/completions`, { method: 'POST' })
  expect(response.status).toBe(401)
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
