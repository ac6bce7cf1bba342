import { toPointer } from './json-pointer.ts'
import type { JsonSchema } from './json-schema.ts'
import { viewSchema } from './view-schema.ts'

/** The operation of an effective spec that completes chats. */
export interface ChatOperation {
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
  /** The documented statuses that answer with JSON. */
  answers: DocumentedAnswer[]
  /** The documented error statuses of which no JSON body is documented. */
  bareStatuses: number[]
  /** What a mock answers to an invalid request: 422 unless only 400 is documented. */
  refusalStatus: number
  /** What it answers to a body of another media type: 415, or an invalid request's status where only that is documented. */
  mediaTypeStatus: number
  isBodyRequired: boolean
  /** Whether a key is needed: an empty requirement makes it optional. */
  isSecured: boolean
}

/** One status that the operation documents. */
export interface DocumentedAnswer {
  status: number
  /** Pointer of the JSON answer's schema. */
  schemaPointer: string
  example: unknown
  /** The whole event text of the documented stream. */
  streamExample: string | undefined
}

interface MediaType {
  schema?: JsonSchema
  example?: unknown
  examples?: Record<string, { value?: unknown }>
}

interface Operation {
  security?: object[]
  requestBody?: { required?: boolean; content?: Record<string, MediaType> }
  responses?: Record<string, { content?: Record<string, MediaType> }>
}

const JSON_MEDIA_TYPE = 'application/json'
const CHAT_PATH_END = '/chat/completions'

/** How many operations of a document could be the one that {@link findChatOperation} takes. */
export function countChatOperations(document: Record<string, unknown>): number {
  const paths = (document['paths'] ?? {}) as Record<string, { post?: Operation }>
  return Object.entries(paths).filter(([name, { post }]) => name.endsWith(CHAT_PATH_END) && post).length
}

function examplesOf({ example, examples = {} }: MediaType): Record<string, unknown>[] {
  const values = [example, ...Object.values(examples).map(({ value }) => value)]
  return values.filter((value) => typeof value === 'object' && value !== null) as Record<string, unknown>[]
}

function modelsOf(model: JsonSchema | undefined): string[] {
  const values = model?.enum ?? [model?.const]
  return values.filter((value) => typeof value === 'string')
}

function isSecured(requirements: readonly object[]): boolean {
  return requirements.length > 0 && requirements.every((requirement) => Object.keys(requirement).length > 0)
}

/** A mock takes the first status that is documented, be it by a range such as 4XX; of none of them it answers the first. */
function firstDocumented({ responses = {} }: Operation, statuses: readonly number[]): number {
  const isDocumented = (status: number) => String(status) in responses || '4XX' in responses
  return statuses.find(isDocumented) ?? statuses[0] ?? 422
}

/** Finds the one POST to …/chat/completions with a JSON body; undefined where the document has none. */
export function findChatOperation(document: Record<string, unknown>): ChatOperation | undefined {
  const paths = (document['paths'] ?? {}) as Record<string, { post?: Operation }>
  const [path, item] = Object.entries(paths).find(([name, { post }]) => name.endsWith(CHAT_PATH_END) && post) ?? []
  const request = item?.post?.requestBody?.content?.[JSON_MEDIA_TYPE]
  const requestSchema = request?.schema
  if (!path || !item?.post || !requestSchema) return undefined

  const pointer = toPointer(['paths', path, 'post'])
  const view = viewSchema(document, { schema: requestSchema, pointer: '' })
  const properties = Object.fromEntries([...view.properties].map(([key, { schema }]) => [key, schema]))
  return {
    path,
    pointer,
    models: modelsOf(properties['model']),
    requestSchema,
    requestPointer: `${pointer}/requestBody/content/application~1json/schema`,
    requestExamples: examplesOf(request),
    properties,
    isBodyRequired: item.post.requestBody?.required === true,
    isSecured: isSecured(item.post.security ?? (document['security'] as object[] | undefined) ?? []),
    bareStatuses: Object.entries(item.post.responses ?? {})
      .filter(([status, { content }]) => /^[45]\d\d$/.test(status) && !content?.[JSON_MEDIA_TYPE])
      .map(([status]) => Number(status)),
    refusalStatus: firstDocumented(item.post, [422, 400]),
    mediaTypeStatus: firstDocumented(item.post, [415, 422, 400]),
    answers: Object.entries(item.post.responses ?? {}).flatMap(([status, { content = {} }]) => {
      const json = content[JSON_MEDIA_TYPE]
      if (!json || !/^\d{3}$/.test(status)) return []
      const stream = content['text/event-stream']?.example
      return {
        status: Number(status),
        schemaPointer: `${pointer}/responses/${status}/content/application~1json/schema`,
        example: json.example,
        streamExample: typeof stream === 'string' ? stream : undefined,
      }
    }),
  }
}
