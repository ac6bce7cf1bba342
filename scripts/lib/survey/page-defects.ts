import type { OpenApiDocument } from '../overlays.ts'
import { findChatOperation, type ChatOperation } from '../../../contract-tests/engine/chat-operation.ts'
import { OPEN_COMPLETION } from './contract-defects.ts'
import { describeDefect, type Defect } from './defect.ts'
import { describeImpossibleValues } from './impossible-values.ts'
import type { View } from './looks.ts'
import { listPlaces, type SchemaPlace } from './schema-places.ts'

type Found = Pick<Defect, 'kind' | 'message'> & Partial<Pick<Defect, 'code' | 'side'>> & { pointer: string }

/** What a page says against itself, where no request and no answer can show it. */
export function findPageDefects({ look, page, spec }: View): Defect[] {
  const places = listPlaces(page, spec.document)
  const byName = new Map(places.map((place) => [place.name, place]))
  const found = [
    ...findImpossibleValues(places),
    ...findMissingStream(spec.document, byName),
    // What the strength overlay makes of a completion is for the contract to say.
    ...(look === 'published' ? findOpenCompletion(byName) : []),
    ...findHalfToolCalls(byName),
    ...findErrorsWithoutBody(page.operation, spec.document),
  ]
  return found.map(({ pointer, ...defect }) => describeDefect(page, pointer, { look, ...defect }))
}

/** A value of an enum that the type beside it forbids can neither be sent nor answered. */
function findImpossibleValues(places: readonly SchemaPlace[]): Found[] {
  return places.flatMap((place) => {
    const kind = describeImpossibleValues(place)
    if (kind === undefined) return []
    const message = `type: ${[place.schema.type ?? []].flat().join(', ')}`
    return [{ kind, code: 'DC412' as const, side: 'spec' as const, pointer: `${place.pointer}/enum`, message }]
  })
}

function findMissingStream(document: OpenApiDocument, places: ReadonlyMap<string, SchemaPlace>): Found[] {
  const stream = places.get('request stream')
  const isDocumented = findChatOperation(document)?.answers.some(({ streamExample }) => streamExample !== undefined)
  if (!stream || isDocumented) return []
  const message = 'status 200 has no text/event-stream'
  return [
    { kind: '`stream` is a parameter, and no answer is a stream', code: 'DC207', pointer: stream.pointer, message },
  ]
}

/** The contract notices only where an error is documented that could pass. */
function findOpenCompletion(places: ReadonlyMap<string, SchemaPlace>): Found[] {
  const completion = places.get('completion')
  if (!completion) return []
  const { required = [], allOf, anyOf, oneOf } = completion.schema
  if (required.length > 0 || allOf || anyOf || oneOf) return []
  const message = 'the schema has no `required`'
  return [{ kind: OPEN_COMPLETION, code: 'DC411', side: 'spec', pointer: completion.pointer, message }]
}

/** A call needs four things: tools to offer, an answer that holds the call, a role to send its result in, and its id. */
function findHalfToolCalls(places: ReadonlyMap<string, SchemaPlace>): Found[] {
  const roles = places.get('request messages[].role')?.schema.enum ?? []
  const reasons = places.get('completion choices[].finish_reason')?.schema.enum ?? []
  const parts: [part: string, isThere: boolean][] = [
    ['the parameter `tools`', places.has('request tools')],
    ['`tool_calls` in the answered message', places.has('completion choices[].message.tool_calls')],
    ['the role `tool`', roles.includes('tool')],
    ['`tool_call_id` in a message', places.has('request messages[].tool_call_id')],
  ]
  const isHinted = parts.some(([, isThere]) => isThere) || reasons.includes('tool_calls')
  const missing = parts.filter(([, isThere]) => !isThere).map(([part]) => part)
  if (!isHinted || missing.length === 0) return []
  const place = places.get('request tools') ?? places.get('request messages[].role') ?? places.get('request')
  const kind = 'Tool calls are documented by half: one can be asked for, or answered, or its result sent, but not all'
  return [{ kind, pointer: place?.pointer ?? '', message: `without ${missing.join(', ')}` }]
}

interface Documented {
  paths?: Record<string, { post?: { responses?: Record<string, { content?: unknown }> } }>
}

function findErrorsWithoutBody({ path, pointer }: ChatOperation, document: Documented): Found[] {
  const responses = Object.entries(document.paths?.[path]?.post?.responses ?? {})
  const bare = responses.filter(([status, { content }]) => status >= '400' && content === undefined)
  const statuses = bare.map(([status]) => status)
  if (statuses.length === 0) return []
  const kind = 'An error is documented without its body'
  return [{ kind, pointer: `${pointer}/responses/${statuses[0] ?? ''}`, message: `status ${statuses.join(', ')}` }]
}
