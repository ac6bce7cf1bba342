import type { JsonSchema } from '../engine/json-schema.ts'

/** What a small document says beyond the least that an operation for chats has. */
export interface SmallDocument {
  parameters?: Record<string, JsonSchema | boolean>
  /** Keywords of the request's schema. */
  request?: JsonSchema
  /** Fields of the operation. */
  operation?: Record<string, unknown>
  answers?: Record<string, unknown>
  schemas?: Record<string, JsonSchema>
}

const COMPLETION: JsonSchema = {
  type: 'object',
  required: ['id', 'choices'],
  properties: {
    id: { type: 'string' },
    choices: {
      type: 'array',
      minItems: 1,
      items: {
        type: 'object',
        required: ['message'],
        properties: {
          message: {
            type: 'object',
            required: ['role', 'content'],
            properties: { role: { type: 'string', enum: ['assistant'] }, content: { type: 'string' } },
          },
        },
      },
    },
  },
}

const ERROR: JsonSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['code', 'message'],
      properties: { code: { type: 'string' }, message: { type: 'string' } },
    },
  },
}

/** An answer with the schema of errors, and an example where a code is given. */
export function errorAnswer(code?: string): Record<string, unknown> {
  const example = code === undefined ? undefined : { example: { error: { code, message: 'refused' } } }
  return { description: 'refused', content: { 'application/json': { schema: ERROR, ...example } } }
}

/** A legal document of one operation for chats: it has no defect but what it is given. */
export function smallDocument({ parameters, request, operation, answers, schemas }: SmallDocument) {
  const role = { type: 'string', enum: ['user', 'assistant'] }
  const message = { type: 'object', required: ['role', 'content'], properties: { role, content: { type: 'string' } } }
  const model = { type: 'string', enum: ['doubao-seed-evolving'] }
  const messages = { type: 'array', minItems: 1, items: message }
  const schema = {
    type: 'object',
    required: ['model', 'messages'],
    properties: { model, messages, ...parameters },
    ...request,
  }
  const completion = { id: 'one', choices: [{ message: { role: 'assistant', content: 'hello' } }] }
  const post = {
    operationId: 'createChatCompletion',
    security: [{ bearer: [] }],
    requestBody: { required: true, content: { 'application/json': { schema } } },
    responses: {
      '200': { description: 'done', content: { 'application/json': { schema: COMPLETION, example: completion } } },
      '400': errorAnswer('BadRequest'),
      '401': errorAnswer('Unauthorized'),
      ...answers,
    },
    ...operation,
  }
  const document: Record<string, unknown> = {
    openapi: '3.1.0',
    // As every spec says by its overlay: a mock would take schemas for older ones.
    jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: { title: 'small', version: '1' },
    servers: [{ url: 'https://www.anyfast.ai' }],
    paths: { '/v1/chat/completions': { post } },
    components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer' } }, schemas: { ...schemas } },
  }
  return document
}
