import { expect, it } from 'vitest'
import { smallDocument } from '../../contract-tests/support/small-document.ts'
import { hasUrlParameters } from './url-parameters.ts'

const schema = { type: 'string' }
const inQuery = { name: 'page', in: 'query', schema }

/** A small document with more to one of its parts; a key is a path, such as `components/parameters`. */
function documentWith(parts: Record<string, unknown>) {
  const document = smallDocument({ operation: { parameters: [{ name: 'X-Trace', in: 'header', schema }] } })
  for (const [place, value] of Object.entries(parts)) {
    const keys = place.split('/')
    const last = keys.pop() ?? ''
    const owner = keys.reduce((node, key) => (node[key] ??= {}) as Record<string, unknown>, document)
    owner[last] = value
  }
  return document
}

it.each<[string, Record<string, unknown>]>([
  ['no parameter but headers', {}],
  ['a body with a property of that name', { 'components/schemas/Box': { properties: { in: schema } } }],
  ['an example that looks like one', { 'components/examples/One': { value: inQuery } }],
  ['an extension that looks like one', { 'x-shared': { parameters: [inQuery] } }],
  ['a cookie as its key', { 'components/securitySchemes/key': { type: 'apiKey', in: 'cookie', name: 'key' } }],
  [
    'a reference to a header of its own',
    {
      'components/parameters/Trace': { name: 'X-Trace', in: 'header', schema },
      'paths/~tasks': { get: { parameters: [{ $ref: '#/components/parameters/Trace' }] } },
    },
  ],
])('a document with %s has none', (_, parts) => {
  expect(hasUrlParameters(documentWith(parts))).toBe(false)
})

it.each<[string, Record<string, unknown>]>([
  ['a query parameter of an operation', { 'paths/~tasks': { get: { parameters: [inQuery] } } }],
  ['a query parameter of a path', { 'paths/~tasks': { parameters: [inQuery], get: {} } }],
  [
    'a path parameter',
    { 'paths/~tasks': { get: { parameters: [{ name: 'id', in: 'path', required: true, schema }] } } },
  ],
  ['a whole query string', { 'paths/~tasks': { get: { parameters: [{ name: 'all', in: 'querystring' }] } } }],
  ['a parameter that says nothing of its place', { 'paths/~tasks': { get: { parameters: [{ name: 'a', in: 1 }] } } }],
  ['a shared parameter that nobody uses', { 'components/parameters/Page': inQuery }],
  ['a reference to another file', { 'paths/~tasks': { get: { parameters: [{ $ref: 'shared.yaml#/Page' }] } } }],
  ['a reference to an extension', { 'paths/~tasks': { parameters: [{ $ref: '#/x-shared/Page' }] } }],
  ['a shared parameter that is elsewhere', { 'components/parameters/Page': { $ref: 'shared.yaml#/Page' } }],
  ['a path that is elsewhere', { 'paths/~tasks': { $ref: 'shared.yaml#/tasks' } }],
  ['a key in the query', { 'components/securitySchemes/key': { type: 'apiKey', in: 'query', name: 'key' } }],
  ['a scheme that is elsewhere', { 'components/securitySchemes/key': { $ref: 'shared.yaml#/key' } }],
])('a document with %s may have some', (_, parts) => {
  expect(hasUrlParameters(documentWith(parts))).toBe(true)
})
