import { expect, it } from 'vitest'
import { toResponse } from './answer.ts'
import { recordingPath } from './recording.ts'
import { undocumentedPaths } from './undocumented.ts'

it.each([204, 205, 304])('an answer of status %i is one without a body', async (status) => {
  const response = toResponse({ status, headers: {}, body: '', isWhole: true })

  expect(response.status).toBe(status)
  expect(await response.text()).toBe('')
})

it('an answer that broke off breaks off again', async () => {
  const response = toResponse({ status: 200, headers: {}, body: '{"id"', isWhole: false })

  await expect(response.text()).rejects.toThrow('broke off')
})

it("a model's name cannot lead a recording out of its folder", () => {
  const named = { gateway: 'g', spec: 's', model: '../../x', case: 'c' }

  expect(recordingPath(named)).toBe('g/s/..%2F..%2Fx/c.json')
})

it('undocumented keys are told by their paths, once, and not below what the docs leave open', () => {
  const document = {
    components: { schemas: { Item: { properties: { id: { type: 'string' }, free: { type: 'object' } } } } },
  }
  const schema = {
    properties: { items: { items: { $ref: '#/components/schemas/Item' } } },
    oneOf: [{ properties: { kind: { type: 'string' } } }, {}],
  }
  const items = [{ id: 'a', free: { any: 1 }, more: { most: 1 } }, { more: 2 }, null]

  const paths = undocumentedPaths(document, { schema, pointer: '' }, { kind: 'x', items, other: null })

  expect(paths).toEqual(['/items/*/more', '/other'])
})
