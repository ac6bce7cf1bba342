import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Mock } from './engine/mock.ts'
import { findDrift, readEvolvingTarget } from './support/evolving-target.ts'
import { startPrismMock } from './support/prism-mock.ts'

const REQUEST = ['paths', '/v1/chat/completions', 'post', 'requestBody', 'content', 'application/json', 'schema']
const RESPONSES = ['paths', '/v1/chat/completions', 'post', 'responses']
const COMPLETION = ['components', 'schemas', 'ChatCompletion']
const REQUEST_POINTER = '/paths/~1v1~1chat~1completions/post/requestBody/content/application~1json/schema'

type Node = Record<string, unknown>

/** How the gateway's own document could differ from the one that the client was made from. */
const drifts: [what: string, mutate: (document: Node) => void, finding: { code: string; pointer?: string }][] = [
  [
    'renamed a request property',
    (document) => {
      rename(at(document, [...REQUEST, 'properties']), 'max_tokens', 'max_output_tokens')
    },
    { code: 'DC402', pointer: `${REQUEST_POINTER}/properties/max_tokens/maximum` },
  ],
  [
    'renamed a required property of the answer',
    (document) => {
      rename(at(document, [...COMPLETION, 'properties']), 'created', 'created_at')
      at(document, COMPLETION)['required'] = ['id', 'object', 'created_at', 'model', 'choices']
    },
    { code: 'DC404', pointer: `/components/schemas/ChatCompletion` },
  ],
  [
    'renamed an optional property of the answer',
    (document) => {
      rename(at(document, [...COMPLETION, 'properties']), 'usage', 'token_usage')
    },
    { code: 'DC406', pointer: '/components/schemas/ChatCompletion/properties/usage' },
  ],
  [
    'requires another field',
    (document) => {
      at(document, REQUEST)['required'] = ['model', 'messages', 'max_tokens']
    },
    { code: 'DC401', pointer: REQUEST_POINTER },
  ],
  [
    'moved to another path',
    (document) => {
      rename(at(document, ['paths']), '/v1/chat/completions', '/v2/chat/completions')
    },
    { code: 'DC401' },
  ],
  [
    'tightened a bound',
    (document) => {
      at(document, [...REQUEST, 'properties', 'max_tokens'])['maximum'] = 65_536
    },
    { code: 'DC401', pointer: `${REQUEST_POINTER}/properties/max_tokens` },
  ],
  [
    'loosened a bound',
    (document) => {
      at(document, [...REQUEST, 'properties', 'temperature'])['maximum'] = 10
    },
    { code: 'DC402', pointer: `${REQUEST_POINTER}/properties/temperature/maximum` },
  ],
  [
    'dropped an enum value',
    (document) => {
      at(document, [...REQUEST, 'properties', 'reasoning_effort'])['enum'] = ['low', 'medium', 'high']
    },
    { code: 'DC401', pointer: `${REQUEST_POINTER}/properties/reasoning_effort` },
  ],
  [
    'dropped the nested enum value of a role',
    (document) => {
      const role = [...REQUEST, 'properties', 'messages', 'items', 'properties', 'role']
      at(document, role)['enum'] = ['system', 'user', 'assistant']
    },
    { code: 'DC401', pointer: `${REQUEST_POINTER}/properties/messages/items/properties/role` },
  ],
  [
    'changed the type of a parameter',
    (document) => {
      at(document, [...REQUEST, 'properties', 'temperature'])['type'] = 'string'
    },
    { code: 'DC401', pointer: `${REQUEST_POINTER}/properties/temperature` },
  ],
  [
    'takes requests without a key',
    (document) => {
      delete document['security']
    },
    { code: 'DC410' },
  ],
  [
    'answers an error in another way',
    (document) => {
      const json = ['paths', '/v1/chat/completions', 'post', 'responses', '429', 'content', 'application/json']
      at(document, json)['example'] = { error: { code: 'TooFast', message: 'slow down' } }
    },
    { code: 'DC405' },
  ],
  [
    'answers with an error where it answered with a completion',
    (document) => {
      at(document, ['components', 'schemas'])['ChatCompletion'] = {
        type: 'object',
        required: ['error'],
        properties: { error: { type: 'string' } },
      }
    },
    { code: 'DC404' },
  ],
  [
    'renamed the choices of the answer',
    (document) => {
      rename(at(document, [...COMPLETION, 'properties']), 'choices', 'options')
    },
    { code: 'DC404' },
  ],
  [
    'renamed the message of a choice',
    (document) => {
      rename(at(document, [...COMPLETION, 'properties', 'choices', 'items', 'properties']), 'message', 'text')
    },
    { code: 'DC406', pointer: '/components/schemas/ChatCompletion/properties/choices' },
  ],
  [
    'takes whole numbers only',
    (document) => {
      at(document, [...REQUEST, 'properties', 'temperature'])['type'] = 'integer'
    },
    { code: 'DC401', pointer: `${REQUEST_POINTER}/properties/temperature` },
  ],
  [
    'takes fractions too',
    (document) => {
      at(document, [...REQUEST, 'properties', 'max_tokens'])['type'] = 'number'
    },
    { code: 'DC402', pointer: `${REQUEST_POINTER}/properties/max_tokens/type` },
  ],
  [
    'documents a status no more',
    (document) => {
      delete at(document, ['paths', '/v1/chat/completions', 'post', 'responses'])['429']
    },
    { code: 'DC405' },
  ],
  [
    'answers an error with no JSON',
    (document) => {
      delete at(document, ['paths', '/v1/chat/completions', 'post', 'responses', '401'])['content']
    },
    { code: 'DC405' },
  ],
  [
    'answers an error of another shape',
    (document) => {
      at(document, ['paths', '/v1/chat/completions', 'post', 'responses', '401', 'content', 'application/json'])[
        'example'
      ] = { error: 'text' }
    },
    { code: 'DC404' },
  ],
  [
    'answers against its own document',
    (document) => {
      at(document, ['paths', '/v1/chat/completions', 'post', 'responses', '200', 'content', 'application/json'])[
        'example'
      ] = { choices: [{ message: {} }], usage: 'none' }
    },
    { code: 'DC404' },
  ],
  [
    'streams no more',
    (document) => {
      delete at(document, ['paths', '/v1/chat/completions', 'post', 'responses', '200', 'content'])['text/event-stream']
    },
    { code: 'DC404' },
  ],
]

let mock: Mock & AsyncDisposable

beforeAll(async () => {
  const documents = await Promise.all(
    drifts.map(async ([what, mutate]) => {
      const { document } = await readEvolvingTarget()
      mutate(document)
      return [what, document] as const
    }),
  )
  mock = await startPrismMock({ documents: Object.fromEntries(documents), port: 0 })
})

afterAll(() => mock[Symbol.asyncDispose]())

it.each(drifts)('a mock that %s is found, and named as the side that moved', async (what, _, expected) => {
  const target = { ...(await readEvolvingTarget()), id: what }

  const findings = await findDrift(target, { mock })

  expect(findings).toContainEqual(expect.objectContaining({ ...expected, side: 'mock' }))
  expect(findings.filter(({ side }) => side !== 'mock')).toEqual([])
})

it('a mock at another path is said so once, not for every case', async () => {
  const findings = await findDrift({ ...(await readEvolvingTarget()), id: 'moved to another path' }, { mock })

  expect(findings.map(({ code }) => code)).toEqual(['DC401'])
})

it('a status that is documented without a body is asked for, too', async () => {
  const target = { ...(await readEvolvingTarget()), id: 'anyfast/bare-status' }
  const mockDocument = structuredClone(target.document)
  at(target.document, RESPONSES)['403'] = { description: 'forbidden' }

  const findings = await findDrift(target, { mockDocument })

  expect(findings.map(({ code, side }) => [code, side])).toEqual([['DC405', 'mock']])
  expect(await findDrift(target)).toEqual([])
})

it('a mock of the same document is in keeping with it', async () => {
  expect(await findDrift(await readEvolvingTarget())).toEqual([])
})

function at(document: Node, path: readonly string[]): Node {
  return path.reduce((node, key) => node[key] as Node, document)
}

function rename(node: Node, key: string, other: string): void {
  node[other] = node[key]
  Reflect.deleteProperty(node, key)
}
