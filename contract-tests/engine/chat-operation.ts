import { toPointer } from './json-pointer.ts'
import { resolveSchema, type JsonSchema } from './json-schema.ts'

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
  /** What a mock answers to an invalid request: 400 where that is documented, else 422. */
  refusalStatus: number
  isBodyRequired: boolean
  /** Whether a key is needed. */
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
  security?: unknown[]
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

/** Finds the one POST to …/chat/completions with a JSON body; undefined where the document has none. */
export function findChatOperation(document: Record<string, unknown>): ChatOperation | undefined {
  const paths = (document['paths'] ?? {}) as Record<string, { post?: Operation }>
  const [path, item] = Object.entries(paths).find(([name, { post }]) => name.endsWith(CHAT_PATH_END) && post) ?? []
  const request = item?.post?.requestBody?.content?.[JSON_MEDIA_TYPE]
  const requestSchema = request?.schema
  if (!path || !item?.post || !requestSchema) return undefined

  const pointer = toPointer(['paths', path, 'post'])
  const { properties = {} } = resolveSchema(document, requestSchema)
  return {
    path,
    pointer,
    models: modelsOf(properties['model']),
    requestSchema,
    requestPointer: `${pointer}/requestBody/content/application~1json/schema`,
    requestExamples: examplesOf(request),
    properties,
    isBodyRequired: item.post.requestBody?.required === true,
    isSecured: (item.post.security ?? (document['security'] as unknown[] | undefined) ?? []).length > 0,
    bareStatuses: Object.entries(item.post.responses ?? {})
      .filter(([status, { content }]) => /^[45]\d\d$/.test(status) && !content?.[JSON_MEDIA_TYPE])
      .map(([status]) => Number(status)),
    refusalStatus: item.post.responses?.['400'] ? 400 : 422,
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
