import { expect, it } from 'vitest'
import { findDrift, readEvolvingTarget } from './support/evolving-target.ts'

type Operation = Record<'security' | 'requestBody', unknown>

const OPERATION = '/paths/~1v1~1chat~1completions/post'
const SCHEMA = `${OPERATION}/requestBody/content/application~1json/schema`

it('what the mock fails to refuse is named with the constraint that says so', async () => {
  const target = await readEvolvingTarget()
  const mockDocument = structuredClone(target.document)
  const content = { 'application/json': { schema: {} }, 'application/x-www-form-urlencoded': { schema: {} } }
  Object.assign(operationOf(mockDocument), { security: [], requestBody: { required: false, content } })

  const findings = await findDrift(target, { mockDocument })

  const places = findings.flatMap(({ message, pointer }) => {
    const [, what] = /^(a (?:request|body) .*) is answered with/.exec(message) ?? []
    return what === undefined ? [] : [[what, pointer]]
  })
  expect(places).toEqual([
    ['a request whose body is {}', `${SCHEMA}/required`],
    ['a request whose body is null', `${SCHEMA}/type`],
    ['a body of another media type', `${OPERATION}/requestBody/content`],
    ['a request without a key', '/security'],
    ['a request without a body', `${OPERATION}/requestBody/required`],
  ])
})

it('a key that the operation itself asks for is named there', async () => {
  const target = await readEvolvingTarget()
  Object.assign(operationOf(target.document), { security: target.document['security'] })
  const mockDocument = structuredClone(target.document)
  Object.assign(operationOf(mockDocument), { security: [] })

  const findings = await findDrift(target, { mockDocument })

  expect(findings).toMatchObject([{ code: 'DC410', side: 'mock', pointer: `${OPERATION}/security` }])
})

function operationOf(document: Record<string, unknown>): Operation {
  return (document['paths'] as Record<string, { post: Operation }>)['/v1/chat/completions']?.post ?? ({} as Operation)
}
