import { beforeAll, expect, it } from 'vitest'
import { makeDocument, makeOperation, makeSnapshots } from './base-document.ts'
import { compareSpecs } from './compare-specs.ts'
import { loadOasdiff, type Differ, type LoadedDiffer } from './run-oasdiff.ts'

let oasdiff: LoadedDiffer

beforeAll(async () => {
  oasdiff = await loadOasdiff()
})

it('adds what oasdiff alone knows, in our words, with severity and place', async () => {
  const operation = makeOperation()
  Object.assign(operation.responses, { '429': { description: 'Too many' } })
  Object.assign(operation.requestBody.content['application/json'].schema.properties['stop'] ?? {}, {
    items: { type: 'string', pattern: '^a' },
  })

  const { changes, notes } = await compareWith(operation)

  expect(notes).toEqual([])
  expect(changes.map(({ id, severity, source, text, pointer }) => ({ id, severity, source, text, pointer }))).toEqual([
    {
      id: 'request-property-pattern-added',
      severity: 'breaking',
      source: 'oasdiff',
      text: expect.stringContaining('`stop[]`') as string,
      pointer: expect.stringContaining('/properties/stop') as string,
    },
    {
      id: 'response-non-success-status-added',
      severity: 'info',
      source: 'oasdiff',
      text: expect.stringContaining('`POST /v1/chat/completions`: ') as string,
      pointer: '/paths/~1v1~1chat~1completions/post',
    },
  ])
})

it('says nothing twice that a rule of ours says better', async () => {
  const operation = makeOperation()
  const { properties } = operation.requestBody.content['application/json'].schema
  Object.assign(properties['max_tokens'] ?? {}, { maximum: 1024, default: 512 })
  Object.assign(properties['model'] ?? {}, { enum: ['doubao-lite-32k'] })
  Object.assign(properties, { seed: { type: 'integer' } })
  Reflect.deleteProperty(properties, 'n')
  const answer = operation.responses['200'].content['application/json'].schema.properties
  Object.assign(answer['finish_reason'] ?? {}, { enum: ['stop', 'length', 'tool_calls'] })
  Reflect.deleteProperty(answer, 'id')

  const { changes } = await compareWith(operation)

  expect(changes.map(({ id }) => id).sort()).toEqual([
    'answer-field-removed',
    'answer-value-added',
    'default-gives-less',
    'limit-lowered',
    'model-retired',
    'parameter-added',
    'parameter-removed',
  ])
})

it('says once that a field has another name now', async () => {
  const operation = makeOperation()
  const { properties } = operation.requestBody.content['application/json'].schema
  Object.assign(properties, { max_completion_tokens: properties['max_tokens'] })
  Reflect.deleteProperty(properties, 'max_tokens')
  const answer = operation.responses['200'].content['application/json'].schema.properties
  Object.assign(answer, { finish_reasons: answer['finish_reason'] })
  Reflect.deleteProperty(answer, 'finish_reason')

  const { changes } = await compareWith(operation)

  expect(changes.map(({ id }) => id)).toEqual(['answer-field-renamed', 'parameter-renamed'])
})

it('takes an enum of one value and a const for the same', async () => {
  const operation = makeOperation()
  const { properties } = operation.requestBody.content['application/json'].schema
  const listed = structuredClone(operation)
  Object.assign(listed.requestBody.content['application/json'].schema.properties, { mood: { enum: ['calm'] } })
  Object.assign(properties, { mood: { const: 'calm' } })
  const [before, after] = [listed, operation].map((post) => {
    return { ...makeDocument(), paths: { '/v1/chat/completions': { post } } }
  })

  const { changes } = await compareSpecs(makeSnapshots({ chat: before ?? {} }), makeSnapshots({ chat: after ?? {} }), {
    oasdiff,
  })

  expect(changes.map(({ severity, id }) => [severity, id])).toEqual([['info', 'other-change']])
})

it('takes another way to pass the key for what it is: calls without it fail', async () => {
  const [bearer, key] = [
    { type: 'http', scheme: 'bearer' },
    { type: 'apiKey', in: 'header', name: 'X-Key' },
  ].map((scheme) => ({ ...makeDocument(), security: [{ key: [] }], components: { securitySchemes: { key: scheme } } }))

  const { changes } = await compareSpecs(makeSnapshots({ chat: bearer ?? {} }), makeSnapshots({ chat: key ?? {} }), {
    oasdiff,
  })

  expect(changes.map(({ severity }) => severity)).toEqual(['breaking'])
})

it('compares what a moved operation asks with what it asked', async () => {
  const operation = makeOperation()
  Object.assign(operation.responses, { '429': { description: 'Too many' } })
  const moved = { ...makeDocument(), paths: { '/v2/chat/completions': { post: operation } } }

  const { changes } = await compareSpecs(makeSnapshots({ chat: makeDocument() }), makeSnapshots({ chat: moved }), {
    oasdiff,
  })

  expect(changes.map(({ id }) => id)).toEqual(['path-moved', 'response-non-success-status-added'])
})

it('goes on with our rules where the platform has no oasdiff, and says so', async () => {
  const missing = await loadOasdiff(() => Promise.reject(new Error('Unsupported platform: plan9 mips.')))
  const operation = makeOperation()
  Reflect.deleteProperty(operation.requestBody.content['application/json'].schema.properties, 'n')

  const { changes, notes } = await compareWith(operation, missing)

  expect(changes.map(({ id }) => id)).toEqual(['parameter-removed'])
  expect(notes).toEqual(['oasdiff cannot be run, our own rules alone were: Unsupported platform: plan9 mips.'])
})

it('says of which document oasdiff can make nothing, and goes on', async () => {
  const broken = { ...makeDocument(), paths: { '/v1/chat/completions': { post: { responses: 7 } } } }

  const { notes } = await compareSpecs(makeSnapshots({ chat: makeDocument() }), makeSnapshots({ chat: broken }), {
    oasdiff,
  })

  expect(notes).toEqual([expect.stringContaining('anyfast/chat: oasdiff could not compare it: ')])
})

it('shows nothing that steers a terminal, whatever a page says', async () => {
  const differ: Differ = () =>
    Promise.resolve([
      { id: 'api-tag-added', text: 'api tag `a\u001B[2J`\nadded', level: 1, operation: 'GET', path: '/a' },
    ])
  const operation = { ...makeOperation(), operationId: 'createChat', tags: ['a'] }

  const { changes } = await compareWith(operation, { differ })

  expect(changes.map(({ text }) => text)).toContain('`GET /a`: api tag `a [2J` added.')
})

function compareWith(operation: object, differ = oasdiff) {
  const edited = { ...makeDocument(), paths: { '/v1/chat/completions': { post: operation } } }
  return compareSpecs(makeSnapshots({ chat: makeDocument() }), makeSnapshots({ chat: edited }), { oasdiff: differ })
}
