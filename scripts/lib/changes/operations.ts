import { toPointer } from '../../../contract-tests/engine/json-pointer.ts'
import { isRecord } from '../../../contract-tests/engine/sample-values.ts'
import type { OpenApiDocument } from '../overlays.ts'
import { listFields, type Field } from './fields.ts'
import { similarity } from './similarity.ts'
import { soundSchema } from './sound-schema.ts'
import type { Direction } from './rule-ids.ts'

/** One method of one path. */
export interface Operation {
  /** `POST /v1/chat/completions`. */
  name: string
  method: string
  path: string
  pointer: string
  node: Record<string, unknown>
  /** The path's item, whose parameters count for each of its operations. */
  item: Record<string, unknown>
}

/** Operations of two documents that are one and the same, and those that have no counterpart. */
export interface PairedOperations {
  pairs: [before: Operation, after: Operation][]
  removed: Operation[]
  added: Operation[]
}

/** All that one side sends in one form, by the keys of its fields. */
export interface Surface {
  key: string
  direction: Direction
  fields: Map<string, Field>
  /** Whether it has more fields than were looked at. */
  isCut: boolean
}

const METHODS = ['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace']

/** Every operation of a document. */
export function listOperations(document: OpenApiDocument): Operation[] {
  return entriesOf(document['paths']).flatMap(([path, item]) =>
    METHODS.flatMap((method): Operation[] => {
      const node = isRecord(item) ? item[method] : undefined
      if (!isRecord(item) || !isRecord(node)) return []
      const name = `${method.toUpperCase()} ${path}`
      return [{ name, method, path, pointer: toPointer(['paths', path, method]), node, item }]
    }),
  )
}

/** Pairs operations by method and path, then by operation id, and at last the only one that is left on either side. */
export function pairOperations(before: OpenApiDocument, after: OpenApiDocument): PairedOperations {
  let removed = listOperations(before)
  let added = listOperations(after)
  const pairs: PairedOperations['pairs'] = []
  const pairBy = (isSame: (one: Operation, other: Operation) => boolean) => {
    for (const old of removed) {
      const match = added.find((candidate) => isSame(old, candidate))
      if (!match) continue
      pairs.push([old, match])
      removed = removed.filter((operation) => operation !== old)
      added = added.filter((operation) => operation !== match)
    }
  }
  pairBy((one, other) => one.name === other.name)
  pairBy((one, other) => {
    const id = one.node['operationId']
    return one.method === other.method && id !== undefined && id === other.node['operationId']
  })
  if (removed.length === 1 && added.length === 1) {
    pairBy((one, other) => one.method === other.method && isMovedPath(one.path, other.path))
  }
  return { pairs, removed, added }
}

/** Whether a path may be another one's successor: `/v1/chat/completions` is none of `/v1/images`. */
function isMovedPath(before: string, after: string): boolean {
  const [old, fresh] = [before, after].map((path) => path.split('/').at(-1))
  return old === fresh || similarity(before, after) >= 0.5
}

/** Parameters, request bodies and answers of an operation. */
export function listSurfaces(document: OpenApiDocument, operation: Operation): Surface[] {
  const { node, pointer } = operation
  const body = follow(document, node['requestBody'], `${pointer}/requestBody`)
  const answers = entriesOf(node['responses']).map(([status, answer]) => ({
    status,
    ...follow(document, answer, pointer + toPointer(['responses', status])),
  }))
  return [
    { key: 'parameters', direction: 'request', fields: listParameters(document, operation), isCut: false },
    ...listMedia(document, body.value, body.pointer).map(({ type, ...list }): Surface => {
      return { key: `body ${type}`, direction: 'request', ...list }
    }),
    ...answers.flatMap(({ status, value, pointer: at }) =>
      listMedia(document, value, at).map(({ type, ...list }): Surface => {
        return { key: `${status} ${type}`, direction: 'answer', ...list }
      }),
    ),
  ]
}

/** The entries of an object; none of anything else. */
export function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : []
}

function listMedia(document: OpenApiDocument, holder: unknown, pointer: string) {
  return entriesOf(isRecord(holder) ? holder['content'] : undefined).flatMap(([type, media]) => {
    if (!isRecord(media) || !isRecord(media['schema'])) return []
    const at = `${pointer}${toPointer(['content', type])}/schema`
    return [{ type, ...listFields(document, { schema: media['schema'], pointer: at }) }]
  })
}

function listParameters(document: OpenApiDocument, { node, item, pointer }: Operation): Map<string, Field> {
  const fields = new Map<string, Field>()
  const itemPointer = pointer.slice(0, pointer.lastIndexOf('/'))
  for (const [owner, at] of [[item, itemPointer] as const, [node, pointer] as const]) {
    for (const [index, reference] of (Array.isArray(owner['parameters']) ? owner['parameters'] : []).entries()) {
      const { value, pointer: place } = follow(document, reference, `${at}/parameters/${String(index)}`)
      if (!isRecord(value) || typeof value['name'] !== 'string') continue
      const label = value['name']
      const schema = soundSchema(value['schema'])
      const key = `${String(value['in'])} ${label}`
      const isRequired = value['required'] === true
      const names = { key, name: label, label, parent: '', isRequired, isPart: false }
      fields.set(key, { ...names, schema, pointer: `${place}/schema` })
    }
  }
  return fields
}

function follow(document: OpenApiDocument, value: unknown, pointer: string): { value: unknown; pointer: string } {
  const reference = isRecord(value) ? value['$ref'] : undefined
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return { value, pointer }
  const target = reference
    .slice(2)
    .split('/')
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'))
    .reduce<unknown>((node, key) => (isRecord(node) && Object.hasOwn(node, key) ? node[key] : undefined), document)
  return { value: target, pointer: reference.slice(1) }
}
