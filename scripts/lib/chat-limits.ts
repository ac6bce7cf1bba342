import { findChatOperation } from '../../contract-tests/engine/chat-operation.ts'
import type { PathKey } from '../../contract-tests/engine/json-pointer.ts'
import { resolveReference } from '../../contract-tests/engine/json-schema.ts'
import type { OpenApiDocument } from './overlays.ts'

/** What keeps an operation from being called, or from being checked whole. */
export interface ChatLimit {
  path: PathKey[]
  message: string
}

interface Parameter {
  $ref?: string
  name?: string
  in?: string
  required?: boolean
}

interface Operation {
  parameters?: Parameter[]
  requestBody?: { $ref?: string; content?: Record<string, unknown> }
  responses?: Record<string, { $ref?: string }>
}

type PathItem = { post?: Operation; parameters?: Parameter[] } | undefined

/** Headers that OpenAPI leaves to HTTP, though pages list them. */
const LEFT_TO_HTTP = new Set(['accept', 'content-type', 'authorization'])

/**
 * The client sends a body and a key, and no more, and the checks look at what the operation itself documents. An
 * operation for chats that needs more would be called wrongly, or be checked in part, without a word.
 */
export function findChatLimits(document: OpenApiDocument): ChatLimit[] {
  const paths = Object.entries((document['paths'] ?? {}) as Record<string, PathItem>)
  return paths.flatMap(([path, item]) => {
    if (!path.endsWith('/chat/completions') || !item?.post) return []
    const place = ['paths', path, 'post']
    return [
      ...describePath(path).map((message) => ({ path: place, message })),
      ...describeParameters(document, [...(item.parameters ?? []), ...(item.post.parameters ?? [])]).map((message) => ({
        path: [...place, 'parameters'],
        message,
      })),
      ...describeBody(item.post).map((message) => ({ path: [...place, 'requestBody'], message })),
      ...describeAnswers(item.post, place),
      ...describeModels(document).map((message) => ({ path: place, message })),
    ]
  })
}

function describePath(path: string): string[] {
  const [template] = /\{[^}]*\}/.exec(path) ?? []
  return template === undefined ? [] : [`the client has no value for ${template} in the path ${path}`]
}

function describeParameters(document: OpenApiDocument, parameters: readonly Parameter[]): string[] {
  return parameters.flatMap((parameter) => {
    // A reference to a parameter is followed like one to a schema.
    const { schema } = resolveReference(document, { schema: parameter as { $ref?: string }, pointer: '' })
    const { name = '', in: place = '', required } = schema as Parameter
    if (!required || place === 'path' || (place === 'header' && LEFT_TO_HTTP.has(name.toLowerCase()))) return []
    return [`the client has no value for the ${place} parameter ${JSON.stringify(name)}, which is required`]
  })
}

function describeBody({ requestBody = {} }: Operation): string[] {
  if (requestBody.$ref !== undefined) return [`the request body is the reference ${requestBody.$ref}: ${REMEDY}`]
  return requestBody.content?.['application/json'] === undefined ? ['no request body of application/json'] : []
}

function describeAnswers({ responses = {} }: Operation, place: readonly PathKey[]): ChatLimit[] {
  return Object.entries(responses).flatMap(([status, { $ref }]) => {
    if ($ref === undefined) return []
    return [
      { path: [...place, 'responses', status], message: `the answer ${status} is the reference ${$ref}: ${REMEDY}` },
    ]
  })
}

/** A model's name becomes the name of a folder of recordings, encoded but for these. */
function describeModels(document: OpenApiDocument): string[] {
  const { models = [] } = findChatOperation(document) ?? {}
  return models.flatMap((model) =>
    /^\.{0,2}$/.test(model) ? [`no model can have the name ${JSON.stringify(model)}`] : [],
  )
}

const REMEDY = 'the checks do not follow it; an overlay can copy there what it names'
