import {
  examplesOf,
  firstDocumented,
  follow,
  readAnswers,
  type DocumentedAnswers,
  type MediaType,
  type Responses,
} from './documented-answer.ts'
import { toPointer } from './json-pointer.ts'
import type { JsonSchema } from './json-schema.ts'
import { viewSchema } from './view-schema.ts'

/** The operation of an effective spec that completes chats. */
export interface ChatOperation extends DocumentedAnswers {
  path: string
  /** JSON pointer of the operation object. */
  pointer: string
  /** The model ids that the request's `model` allows. */
  models: string[]
  /** The request body's schema, and its pointer. */
  requestSchema: JsonSchema
  requestPointer: string
  /** Whole bodies that the docs show. */
  requestExamples: Record<string, unknown>[]
  /** The request's top-level parameters. */
  properties: Record<string, JsonSchema>
  /** What a mock answers to an invalid request: 422 or 400, as is documented, and 422 where neither is. */
  refusalStatus: number
  /** What it answers to a body of another media type. */
  mediaTypeRefusalStatus: number
  /** JSON pointer of the request body object. */
  bodyPointer: string
  isBodyRequired: boolean
  /** Whether a key is needed: an empty requirement makes it optional. */
  isSecured: boolean
  /** JSON pointer of what says so. */
  securityPointer: string
}

interface RequestBody {
  $ref?: string
  required?: boolean
  content?: Record<string, MediaType>
}

interface Operation {
  security?: object[]
  requestBody?: RequestBody
  responses?: Responses
}

const JSON_MEDIA_TYPE = 'application/json'
const CHAT_PATH_END = '/chat/completions'

/** How many operations of a document could be the one that {@link findChatOperation} takes. */
export function countChatOperations(document: Record<string, unknown>): number {
  const paths = (document['paths'] ?? {}) as Record<string, { post?: Operation }>
  return Object.entries(paths).filter(([name, { post }]) => name.endsWith(CHAT_PATH_END) && post).length
}

function modelsOf(model: JsonSchema | undefined): string[] {
  const values = model?.enum ?? [model?.const]
  return values.filter((value) => typeof value === 'string')
}

function isSecured(requirements: readonly object[]): boolean {
  return requirements.length > 0 && requirements.every((requirement) => Object.keys(requirement).length > 0)
}

/** Finds the one POST to …/chat/completions with a JSON body; undefined where the document has none. */
export function findChatOperation(document: Record<string, unknown>): ChatOperation | undefined {
  const paths = (document['paths'] ?? {}) as Record<string, { post?: Operation }>
  const [path, item] = Object.entries(paths).find(([name, { post }]) => name.endsWith(CHAT_PATH_END) && post) ?? []
  if (!path || !item?.post?.requestBody) return undefined
  const { responses, security, requestBody } = item.post
  const pointer = toPointer(['paths', path, 'post'])
  const body = follow(document, requestBody, `${pointer}/requestBody`)
  const request = body.node.content?.[JSON_MEDIA_TYPE]
  const requestSchema = request?.schema
  if (!requestSchema) return undefined

  const view = viewSchema(document, { schema: requestSchema, pointer: '' })
  const properties = Object.fromEntries([...view.properties].map(([key, { schema }]) => [key, schema]))
  return {
    path,
    pointer,
    models: modelsOf(properties['model']),
    requestSchema,
    requestPointer: `${body.pointer}/content${toPointer([JSON_MEDIA_TYPE])}/schema`,
    requestExamples: examplesOf(document, request)
      .map(({ value }) => value)
      .filter(isObject),
    properties,
    bodyPointer: body.pointer,
    isBodyRequired: body.node.required === true,
    isSecured: isSecured(security ?? (document['security'] as object[] | undefined) ?? []),
    securityPointer: security ? `${pointer}/security` : '/security',
    refusalStatus: firstDocumented(responses, [422, 400]),
    mediaTypeRefusalStatus: firstDocumented(responses, [415, 422, 400]),
    ...readAnswers(document, pointer, responses),
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
