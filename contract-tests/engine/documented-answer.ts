import { toPointer } from './json-pointer.ts'
import { resolveReference, resolveSchema, type JsonSchema } from './json-schema.ts'

/** One status that the operation documents. */
export interface DocumentedAnswer {
  /** What the document calls it: a status, `4XX`, or `default`. */
  key: string
  /** The status that is asked for; of several, one that no other answer has. */
  status: number
  /** Pointer of the JSON answer's schema. */
  schemaPointer: string
  /** The first of `examples`; undefined where there is none. */
  example: unknown
  examples: NamedExample[]
  /** The whole event text of the documented stream; of several, the first. */
  streamExample: string | undefined
  streamExamples: NamedExample[]
}

/** A whole answer that the docs show. */
export interface NamedExample {
  /** What a mock is asked for it by; undefined of the one that it gives unasked. */
  name: string | undefined
  value: unknown
}

/** What a document says of one content type. */
export interface MediaType {
  schema?: JsonSchema
  example?: unknown
  examples?: Record<string, { $ref?: string; value?: unknown }>
}

/** The answers of an operation, by status; each may be a reference. */
export type Responses = Record<string, { $ref?: string; content?: Record<string, MediaType> }>

/** All that an operation documents of its answers. */
export interface DocumentedAnswers {
  /** Those in JSON. */
  answers: DocumentedAnswer[]
  /** The errors of which no JSON body is documented. */
  bareStatuses: number[]
}

const JSON_MEDIA_TYPE = 'application/json'
const STREAM_MEDIA_TYPE = 'text/event-stream'

/** Statuses that a range, or `default`, is asked for by: those of which the client promises a class come first. */
const CANDIDATES = [200, 201, 202, 500, 502, 503, 504, 400, 404, 403, 429, 401, 402, 413, 422, 418, 501, 505, 299, 599]

/** Reads the answers of an operation; references and ranges of statuses are followed. */
export function readAnswers(
  document: Record<string, unknown>,
  pointer: string,
  responses: Responses = {},
): DocumentedAnswers {
  const keys = Object.keys(responses)
  const found: DocumentedAnswers = { answers: [], bareStatuses: [] }
  for (const [key, response] of Object.entries(responses)) {
    const status = statusOf(key, keys)
    if (status === undefined) continue
    const at = `${pointer}/responses${toPointer([key])}`
    const { node, pointer: place } = follow(document, response, at)
    const { [JSON_MEDIA_TYPE]: json, [STREAM_MEDIA_TYPE]: stream } = node.content ?? {}
    if (!json) {
      if (status >= 400) found.bareStatuses.push(status)
      continue
    }
    const examples = examplesOf(document, { example: exampleOfSchema(document, json.schema), ...json })
    const streamExamples = stream ? examplesOf(document, stream).filter(({ value }) => typeof value === 'string') : []
    found.answers.push({
      ...{ key, status, examples, streamExamples },
      schemaPointer: `${place}/content${toPointer([JSON_MEDIA_TYPE])}/schema`,
      example: examples[0]?.value,
      streamExample: textOf(streamExamples[0]),
    })
  }
  return found
}

/** The answer that documents a status: its own, that of its range, or the one of all others. */
export function findAnswer({ answers, bareStatuses }: DocumentedAnswers, status: number): DocumentedAnswer | undefined {
  if (bareStatuses.includes(status)) return undefined
  const keys = [String(status), rangeOf(status), 'default']
  return keys.map((key) => answers.find((answer) => answer.key === key)).find((answer) => answer !== undefined)
}

/** The first of some statuses that is documented by itself or its range: what a mock refuses with. */
export function firstDocumented(responses: Responses = {}, statuses: readonly [number, ...number[]]): number {
  const isDocumented = (status: number) => String(status) in responses || rangeOf(status) in responses
  return statuses.find(isDocumented) ?? statuses[0]
}

/** Whole values that a content type shows, the one that a mock gives unasked first. */
export function examplesOf(document: Record<string, unknown>, { example, examples = {} }: MediaType): NamedExample[] {
  const named = Object.entries(examples).map(([name, entry]) => {
    return { name, value: follow(document, entry, '').node.value }
  })
  return [{ name: undefined, value: example }, ...named].filter(({ value }) => value !== undefined)
}

/** Follows the reference that a part of a document may be. */
export function follow<Node extends { $ref?: string }>(
  document: Record<string, unknown>,
  node: Node,
  pointer: string,
): { node: Node; pointer: string } {
  // One kind of reference for all parts of a document: what is found is of the kind that was looked for.
  const found = resolveReference(document, { schema: node, pointer })
  return { node: found.schema as Node, pointer: found.pointer }
}

function exampleOfSchema(document: Record<string, unknown>, schema: JsonSchema = {}): unknown {
  const { example, examples = [] } = resolveSchema(document, schema)
  return example ?? examples[0]
}

function statusOf(key: string, keys: readonly string[]): number | undefined {
  if (/^[1-5]\d\d$/.test(key)) return Number(key)
  const isFree = (status: number) => !keys.includes(String(status))
  if (/^[1-5]XX$/.test(key)) return CANDIDATES.find((status) => rangeOf(status) === key && isFree(status))
  if (key !== 'default') return undefined
  return CANDIDATES.find((status) => status >= 400 && isFree(status) && !keys.includes(rangeOf(status)))
}

function rangeOf(status: number): string {
  return `${String(status).slice(0, 1)}XX`
}

function textOf(example: NamedExample | undefined): string | undefined {
  return typeof example?.value === 'string' ? example.value : undefined
}
