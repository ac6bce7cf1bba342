import { MOCK_API_KEY, type CheckContext } from '../check-context.ts'
import type { RequestCase } from '../request-cases.ts'

/**
 * Nothing counts until it was seen to fail: the mock has to refuse a request without a key and one with a bad body
 * (past the client, by the runtime's own fetch), and every answer's schema has to refuse a bad answer.
 */
export async function checkCanaries(context: CheckContext, valid: RequestCase): Promise<void> {
  const { target, mock, recorder } = context
  const { operation } = target
  const url = new URL(operation.path, await mock.baseURL(target.id))
  const canaries = [
    { what: 'a request without a key', status: 401, key: undefined, body: valid.body },
    { what: 'a request whose body is {}', status: operation.refusalStatus, key: MOCK_API_KEY, body: {} },
  ]
  for (const { what, status, key, body } of canaries) {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(key && { authorization: `Bearer ${key}` }) },
      body: JSON.stringify(body),
    })
    await response.body?.cancel()
    recorder.check(response.status === status, () => ({
      code: 'DC410',
      side: 'mock',
      pointer: operation.pointer,
      message: `${what} is answered with ${String(response.status)}, not ${String(status)}`,
    }))
  }
  for (const { schemaPointer, status } of operation.answers) {
    const violations = target.validator.violations(schemaPointer, 'not an object')
    recorder.check(violations.length > 0, () => ({
      code: 'DC411',
      side: 'spec',
      pointer: schemaPointer,
      message: `the schema of status ${String(status)} accepts a text`,
    }))
  }
  const violations = target.validator.violations(target.completionPointer, { error: { code: 'x', message: 'x' } })
  recorder.check(violations.length > 0, () => ({
    code: 'DC411',
    side: 'spec',
    pointer: target.completionPointer,
    message: 'the schema of a completion accepts an error',
  }))
}
