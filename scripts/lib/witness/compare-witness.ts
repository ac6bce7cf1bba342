import { isDeepStrictEqual } from 'node:util'
import { findChatOperation, type ChatOperation } from '../../../contract-tests/engine/chat-operation.ts'
import { resolveSchema, type JsonSchema } from '../../../contract-tests/engine/json-schema.ts'
import type { OpenApiDocument } from '../overlays.ts'
import type { Fact } from './fact.ts'
import { sampleLeaves } from './sample.ts'

/** What Mintlify writes for a bearer token. */
const BEARER_DESCRIPTION = 'Bearer authentication header of the form Bearer <token>, where <token> is your auth token.'

/** A fact that the spec does not confirm. */
export interface Difference {
  fact: Fact
  /** What the spec says instead. */
  specified: unknown
}

/** Holds every fact of a witness against the untouched spec; a field that the page leaves out is a difference too. */
export function compareWitness(facts: readonly Fact[], document: OpenApiDocument): Difference[] {
  const operation = findChatOperation(document)
  if (!operation) return facts.map((fact) => ({ fact, specified: undefined }))
  const bodies = { request: operation.requestSchema, answer: answerSchemaOf(document, operation) }
  const samples = { request: sampleLeaves(document, bodies.request), answer: sampleLeaves(document, bodies.answer) }
  const specifiedBy = (fact: Fact): unknown => {
    if (fact.part === 'operation') return operationFacts(document, operation)[fact.aspect]
    if (fact.aspect === 'sample') return samples[fact.part].get(fact.path.join('.'))
    return aspectOf(document, bodies[fact.part], fact)
  }
  const differences = facts.map((fact) => ({ fact, specified: specifiedBy(fact) }))
  return [
    ...differences.filter(({ fact, specified }) => !isDeepStrictEqual(fact.stated, specified)),
    ...PARTS.flatMap((part) => missingFields(facts, part, bodies[part])),
    ...PARTS.flatMap((part) => missingSamples(facts, part, samples[part])),
  ]
}

function answerSchemaOf(document: OpenApiDocument, { answers }: ChatOperation): JsonSchema {
  const pointer = answers.find(({ status }) => status === 200)?.schemaPointer
  return pointer === undefined ? {} : resolveSchema(document, { $ref: `#${pointer}` })
}

const PARTS = ['request', 'answer'] as const

function missingFields(
  facts: readonly Fact[],
  part: 'request' | 'answer',
  { properties = {} }: JsonSchema,
): Difference[] {
  const fields = facts.filter((fact) => fact.part === part && fact.aspect !== 'sample')
  const shown = new Set(fields.map(({ path }) => path[0]))
  const line = fields[0]?.line ?? 1
  return Object.keys(properties)
    .filter((name) => !shown.has(name))
    .map((name) => ({ fact: { part, path: [name], aspect: 'field', stated: undefined, line }, specified: 'a field' }))
}

function missingSamples(
  facts: readonly Fact[],
  part: 'request' | 'answer',
  samples: Map<string, unknown>,
): Difference[] {
  const shown = facts.filter((fact) => fact.part === part && fact.aspect === 'sample')
  const paths = new Set(shown.map(({ path }) => path.join('.')))
  const line = shown[0]?.line ?? 1
  return [...samples]
    .filter(([path]) => !paths.has(path))
    .map(([path, specified]) => ({
      fact: { part, path: path.split('.'), aspect: 'sample', stated: undefined, line },
      specified,
    }))
}

/** What the page shows of an operation, as the spec says it. */
function operationFacts(document: OpenApiDocument, { path, pointer }: ChatOperation): Record<string, unknown> {
  const { servers = [], components, security = [] } = document as {
    servers?: { url: string }[]
    security?: Record<string, unknown>[]
    components?: { securitySchemes?: Record<string, { type?: string; scheme?: string }> }
  } // prettier-ignore
  const { summary, responses } = resolveSchema(document, { $ref: `#${pointer}` }) as {
    summary?: string
    responses?: Record<string, { description?: string }>
  }
  const [schemeName = ''] = Object.keys(security[0] ?? {})
  const scheme = components?.securitySchemes?.[schemeName]
  const isBearer = scheme?.type === 'http' && scheme.scheme === 'bearer'
  const parts = path.slice(1).split('/').flatMap((part) => ['/', part]) // prettier-ignore
  const curl = [
    'curl --request POST \\',
    `--url ${servers[0]?.url ?? ''}${path} \\`,
    ...(isBearer ? ["--header 'Authorization: Bearer <token>' \\"] : []),
    "--header 'Content-Type: application/json' \\",
    "--data '",
  ]
  return {
    method: 'POST',
    ...Object.fromEntries(parts.map((part, index) => [`path part ${String(index)}`, part])),
    'path parts': parts.length,
    summary,
    ...Object.fromEntries(curl.map((line, index) => [`curl line ${String(index)}`, line])),
    'curl lines': curl.length,
    'authorization name': 'Authorization',
    'authorization type': 'string',
    'authorization place': 'header',
    'authorization required': security.length > 0,
    'authorization description': isBearer ? BEARER_DESCRIPTION : undefined,
    'media type': 'application/json',
    'answer description': responses?.['200']?.description,
  }
}

function aspectOf(document: OpenApiDocument, body: JsonSchema, { path, aspect }: Fact): unknown {
  const [name = ''] = path
  if (aspect === 'required') return name in (body.properties ?? {}) && (body.required ?? []).includes(name)
  const schema = schemaAt(document, body, path)
  if (!schema) return undefined
  if (aspect === 'items type') return resolveSchema(document, schema.items ?? {}).type
  return schema[aspect as keyof JsonSchema]
}

function schemaAt(document: OpenApiDocument, body: JsonSchema, path: readonly string[]): JsonSchema | undefined {
  return path.reduce<JsonSchema | undefined>((schema, key) => {
    const next = /^\d+$/.test(key) ? schema?.items : schema?.properties?.[key]
    return next && resolveSchema(document, next)
  }, body)
}
