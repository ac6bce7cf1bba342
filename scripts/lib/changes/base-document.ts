import type { LoadedDiffer } from './run-oasdiff.ts'
import type { SpecSnapshot } from './change.ts'

/** A small document of a chat completion, for a test to change. */
export function makeDocument() {
  return {
    openapi: '3.1.0',
    info: { title: 'A model', version: '1.0.0' },
    servers: [{ url: 'https://api.example' }],
    paths: { '/v1/chat/completions': { post: makeOperation() } } as Record<string, unknown>,
  }
}

/** The operation of {@link makeDocument}. */
export function makeOperation() {
  const body = { type: 'object', required: ['model', 'messages'], properties: makeParameters() }
  return {
    operationId: 'createChat',
    requestBody: { required: true, content: { 'application/json': { schema: body } } },
    responses: {
      '200': {
        description: 'A completion',
        content: { 'application/json': { schema: { type: 'object', properties: makeAnswer() } } },
      },
    },
  }
}

/** The specs of one time: one spec of the gateway `anyfast` for each document, by its name. Lines are made up. */
export function makeSnapshots(documents: Record<string, Record<string, unknown>>): SpecSnapshot[] {
  return Object.entries(documents).map(([spec, document]) => {
    const file = `specs/pages/${spec}.md`
    return {
      id: `anyfast/${spec}`,
      gateway: 'anyfast',
      spec,
      document,
      file,
      lineOf: ({ length }) => length,
      url: null,
    }
  })
}

/** No oasdiff: what is seen then, a rule of ours saw. */
export const ownRulesAlone: LoadedDiffer = { problem: 'not wanted' }

function makeParameters(): Record<string, unknown> {
  return {
    model: { type: 'string', enum: ['doubao-seed-1-6', 'doubao-lite-32k'] },
    messages: { type: 'array', items: { type: 'object', properties: { content: { type: 'string' } } } },
    max_tokens: { type: 'integer', minimum: 1, maximum: 65536, default: 8192 },
    temperature: { type: 'number', minimum: 0, maximum: 2, default: 1, example: 1 },
    thinking: {
      type: 'object',
      properties: { type: { type: 'string', enum: ['enabled', 'disabled'], default: 'disabled' } },
    },
    reasoning_effort: { type: 'string', enum: ['low', 'medium', 'high'], default: 'low' },
    n: { type: 'integer', default: 1 },
    stream: { type: 'boolean', default: false },
    stop: { type: 'array', maxItems: 4, items: { type: 'string' } },
  }
}

function makeAnswer(): Record<string, unknown> {
  return {
    id: { type: 'string' },
    finish_reason: { type: 'string', enum: ['stop', 'length'] },
    usage: { type: 'object', required: ['total_tokens'], properties: { total_tokens: { type: 'integer' } } },
  }
}
