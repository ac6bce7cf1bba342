import { expect, it } from 'vitest'
import type { PathKey } from '../../../contract-tests/engine/json-pointer.ts'
import { readProjectFile, REAL_PAGE } from './parameter-table-fixtures/project-file.ts'
import { extract, statedAt, valueAt } from './parameter-table-fixtures/read-page.ts'

const OPERATION = ['paths', '/v1/chat/completions', 'post'] as const
const SCHEMA = [...OPERATION, 'requestBody', 'content', 'application/json', 'schema'] as const
const page = await readProjectFile(REAL_PAGE)

it('says of the page what the page says of itself', () => {
  const { specText: _text, pageLineOf: _line, contradictions: _all, ...facts } = extract(page)

  expect(facts).toEqual({ url: null, title: 'Doubao', indexUrl: null, fenceLine: null, lines: [1, 106] })
})

it('makes an OpenAPI 3.1 document without answers, operation ids or a version of its own', () => {
  const document = valueAt(page, [])

  expect(document).toEqual({
    openapi: '3.1.0',
    info: {
      title: 'Doubao',
      version: 'unstated',
      description:
        'Doubao, launched by ByteDance, is a conversation generation API compatible with the OpenAI interface standard. This API is compatible with the OpenAI interface format.',
    },
    servers: [{ url: 'https://gateway.theturbo.ai' }],
    security: [{ bearerAuth: [] }],
    paths: {
      '/v1/chat/completions': {
        post: { parameters: expect.any(Array) as unknown, requestBody: expect.any(Object) as unknown },
      },
    },
    components: {
      securitySchemes: {
        bearerAuth: {
          type: 'http',
          scheme: 'bearer',
          description: 'API_KEY required for authentication. Format: Bearer $YOUR_API_KEY',
        },
      },
    },
  })
})

it('reads Accept as the one header parameter, and Content-Type as the body', () => {
  expect(valueAt(page, [...OPERATION, 'parameters'])).toEqual([
    {
      name: 'Accept',
      in: 'header',
      required: true,
      description: 'Set the response type, which is recommended to be unified as application/json',
      schema: { type: 'string' },
      example: 'application/json',
    },
  ])
  expect(valueAt(page, [...OPERATION, 'requestBody'])).toEqual({
    description: 'Set the request header type, which must be application/json',
    required: true,
    content: { 'application/json': { schema: expect.any(Object) as unknown } },
  })
})

it('reads an object with the rows of the body in the order of the page', () => {
  const schema = valueAt(page, SCHEMA) as { properties: object }

  expect(schema).toMatchObject({ type: 'object', required: ['model', 'messages'] })
  expect(Object.keys(schema)).toEqual(['type', 'required', 'properties'])
  expect(Object.keys(schema.properties)).toEqual([
    ...['model', 'messages', 'temperature', 'top_p', 'n', 'stream', 'stop', 'max_tokens'],
    ...['presence_penalty', 'frequency_penalty'],
  ])
})

const role = {
  type: 'string',
  description: 'Message role. Optional values: system, user, assistant.',
  enum: ['system', 'user', 'assistant'],
  example: 'user',
}

const content = {
  type: 'string',
  description: 'The specific content of the message.',
  example: 'Hello, please tell me a joke.',
}

const parameters = {
  model: {
    type: 'string',
    enum: ['Doubao-1.5-pro-32k', 'Doubao-1.5-pro-256k', 'Doubao-1.5-lite-32k', 'Doubao-pro-32k'],
    example: 'Doubao-1.5-pro-32k',
  },
  messages: {
    type: 'array',
    description:
      'Chat message list, compatible with OpenAI interface format. Each object in the array contains role and content.',
    items: { type: 'object', properties: { role, content } },
    example: [{ role: 'user', content: 'hello' }],
  },
  temperature: {
    type: 'number',
    description:
      'Sampling temperature, taking a value between 0 and 2. The larger the value, the more random the output; the smaller the value, the more concentrated and certain the output.',
    minimum: 0,
    maximum: 2,
    example: 0.7,
  },
  top_p: {
    type: 'number',
    description:
      'Another way to adjust the sampling distribution, taking a value between 0 and 1. It is usually set as an alternative to the temperature.',
    minimum: 0,
    maximum: 1,
    example: 0.9,
  },
  n: { type: 'number', description: 'How many replies to generate for each input message.', example: 1 },
  stream: {
    type: 'boolean',
    description: 'Whether to enable streaming output. When set to true, returns streaming data similar to ChatGPT.',
    example: false,
  },
  stop: {
    type: 'string',
    description:
      'Up to 4 strings can be specified. Once one of these strings appears in the generated content, it stops generating more tokens.',
    example: '\n',
  },
  max_tokens: {
    type: 'number',
    description:
      'The maximum number of tokens that can be generated in a single reply, subject to the model context length limit.',
    example: 1024,
  },
  presence_penalty: {
    type: 'number',
    description:
      '-2.0 ~ 2.0. A positive value encourages the model to output more new topics, while a negative value reduces the probability of outputting new topics.',
    minimum: -2,
    maximum: 2,
    example: 0,
  },
  frequency_penalty: {
    type: 'number',
    description:
      '-2.0 ~ 2.0. A positive value reduces the frequency of repeated phrases in the model, while a negative value increases the probability of repeated phrases.',
    minimum: -2,
    maximum: 2,
    example: 0,
  },
}

it.each(Object.entries(parameters))('reads the parameter %s, and nothing more', (name, schema) => {
  expect(valueAt(page, [...SCHEMA, 'properties', name])).toEqual(schema)
})

it('keeps the type column where the description of stop contradicts it, and says so', () => {
  const { contradictions } = extract(page)

  expect(contradictions).toEqual([
    {
      pointer: '/paths/~1v1~1chat~1completions/post/requestBody/content/application~1json/schema/properties/stop',
      line: 87,
      message: 'the description of `stop` says "Up to 4 strings can be specified", its type column says string',
    },
  ])
})

const properties = [...SCHEMA, 'properties'] as const

it.each<[path: readonly PathKey[], text: string]>([
  [['openapi'], 'Doubao'],
  [['info', 'version'], 'Doubao'],
  [['info', 'description'], 'Doubao, launched by ByteDance, is a conversation generation API compatible with the'],
  [['servers', 0, 'url'], 'https://gateway.theturbo.ai/v1/chat/completions'],
  [['paths', '/v1/chat/completions'], 'https://gateway.theturbo.ai/v1/chat/completions'],
  [OPERATION, 'POST'],
  [[...OPERATION, 'parameters', 0, 'name'], 'Accept'],
  [[...OPERATION, 'parameters', 0, 'description'], 'Set the response type, which is'],
  [[...OPERATION, 'requestBody'], '3.2 Body Parameters (application/json)'],
  [[...OPERATION, 'requestBody', 'description'], 'Set the request header type'],
  [[...OPERATION, 'requestBody', 'content', 'application/json'], '3.2 Body Parameters (application/json)'],
  [[...properties, 'model', 'enum', 2], 'Doubao-1.5-lite-32k'],
  [[...properties, 'messages', 'type'], 'array'],
  [[...properties, 'messages', 'items', 'type'], 'Chat message list, compatible with OpenAI interface format.'],
  [[...properties, 'messages', 'items', 'properties', 'content'], 'content'],
  [[...properties, 'messages', 'items', 'properties', 'role', 'enum', 1], ', user'],
  [[...properties, 'messages', 'example', 0, 'role'], '[{"role": "user","content": "hello"}]'],
  [[...properties, 'top_p', 'minimum'], 'Another way to adjust the sampling distribution'],
  [[...properties, 'top_p', 'maximum'], 'and 1'],
  [[...properties, 'frequency_penalty', 'maximum'], '-2.0 ~ 2.0. A positive value reduces'],
  [[...properties, 'stop', 'example'], '"\\n"'],
  [['components', 'securitySchemes', 'bearerAuth', 'scheme'], 'Bearer $YOUR_API_KEY'],
])('finds the line of the page that states %j', (path, text) => {
  expect(statedAt(page, path).text?.slice(0, text.length)).toBe(text)
})

it('names the line of the Yes for each required parameter', () => {
  const lines = [0, 1].map((index) => statedAt(page, [...SCHEMA, 'required', index]).line)

  expect(lines).toEqual([36, 40])
})

it('reads a page with carriage returns, a byte order mark and empty lines alike', () => {
  const { specText, contradictions } = extract(page)

  const other = extract(`\uFEFF${page.replaceAll('\n', '\r\n\r\n')}`)

  expect(other.specText).toBe(specText)
  expect(other.contradictions).toMatchObject(contradictions.map(({ line }) => ({ line: line * 2 - 1 })))
})

it('makes the same text of the same page', () => {
  expect(extract(page).specText).toBe(extract(page).specText)
})
