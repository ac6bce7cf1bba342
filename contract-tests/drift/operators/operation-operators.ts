import { findChatOperation } from '../../engine/chat-operation.ts'
import { toPointer } from '../../engine/json-pointer.ts'
import { nodeAt } from '../places.ts'
import { documentOperator, type SpecOperator } from '../spec-mutant.ts'

type Node = Record<string, unknown>
type Change = [pointer: string, detail: string, change: (node: Node, copy: Node) => void]

/** An operator on the chat operation itself. */
const onOperation = (id: string, detail: string, change: (operation: Node, copy: Node, path: string) => void) =>
  documentOperator(id, (document): Change[] => {
    const found = findChatOperation(document)
    if (!found) return []
    return [
      [
        found.pointer,
        detail,
        (node, copy) => {
          change(node, copy, found.path)
        },
      ],
    ]
  })

const movePath = (id: string, detail: string, rename: (path: string) => string) =>
  onOperation(id, detail, (_, copy, path) => {
    renameKey(copy['paths'] as Node, path, rename(path))
  })

const addParameter = (id: string, name: string, place: 'header' | 'query') =>
  onOperation(id, `the ${place} ${name} became required`, (operation) => {
    const parameter = { name, in: place, required: true, schema: { type: 'string' } }
    operation['parameters'] = [...((operation['parameters'] as unknown[] | undefined) ?? []), parameter]
  })

const bodyOf = (operation: Node) => operation['requestBody'] as { required?: boolean; content: Node }

/** Changes each entry of one kind below the operation's answers. */
const onAnswers = (id: string, changesOf: (status: string, answer: Node) => [path: string[], detail: string, Edit][]) =>
  documentOperator(id, (document): Change[] => {
    const found = findChatOperation(document)
    if (!found) return []
    const base = `${found.pointer}/responses`
    return Object.entries(nodeAt(document, base)).flatMap(([status, answer]) => {
      return changesOf(status, answer as Node).map(([path, detail, edit]): Change => {
        return [base + toPointer(path), detail, edit]
      })
    })
  })

type Edit = (node: Node) => void

const mediaTypesOf = (answer: Node) => (answer['content'] ?? {}) as Record<string, Node>

/** What a gateway may change about where and how it is asked, and about the statuses and media types it answers with. */
export const operationOperators: SpecOperator[] = [
  movePath('path-renamed', 'the path got another end', (path) => `${path}-renamed`),
  movePath('path-version', 'the path got another version', (path) => path.replace(/^\/?[^/]*/, '/v9')),
  movePath('path-prefixed', 'the path got a prefix', (path) => `/api${path}`),
  onOperation('method-changed', 'post became put', (operation, copy, path) => {
    const item = (copy['paths'] as Record<string, Node>)[path] ?? {}
    delete item['post']
    item['put'] = operation
  }),
  addParameter('header-added', 'X-Added', 'header'),
  addParameter('query-added', 'added', 'query'),
  onOperation('security-removed', 'no key is needed', (operation, copy) => {
    delete copy['security']
    operation['security'] = []
  }),
  onOperation('security-header', 'the key moved to X-Api-Key', (_, copy) => {
    replaceSchemes(copy, { type: 'apiKey', in: 'header', name: 'X-Api-Key' })
  }),
  onOperation('security-query', 'the key moved into the query', (_, copy) => {
    replaceSchemes(copy, { type: 'apiKey', in: 'query', name: 'key' })
  }),
  onOperation('security-basic', 'bearer became basic', (_, copy) => {
    replaceSchemes(copy, { type: 'http', scheme: 'basic' })
  }),
  onOperation('body-optional', 'the body became optional', (operation) => {
    bodyOf(operation).required = false
  }),
  onOperation('body-media-type', 'JSON became a form', (operation) => {
    renameKey(bodyOf(operation).content, 'application/json', 'application/x-www-form-urlencoded')
  }),
  onAnswers('status-removed', (status) => [
    [[], `${status} removed`, (answers) => void Reflect.deleteProperty(answers, status)],
  ]),
  onAnswers('status-renamed', (status) => [
    [
      [],
      `${status} became ${otherStatus(status)}`,
      (answers) => {
        renameKey(answers, status, otherStatus(status))
      },
    ],
  ]),
  onAnswers('answer-media-removed', (status, answer) =>
    Object.keys(mediaTypesOf(answer)).map((media) => [
      [status, 'content'],
      `${media} removed from ${status}`,
      (content) => void Reflect.deleteProperty(content, media),
    ]),
  ),
  onAnswers('answer-media-renamed', (status, answer) =>
    Object.keys(mediaTypesOf(answer)).map((media) => [
      [status, 'content'],
      `${media} of ${status} became text/plain`,
      (content) => {
        renameKey(content, media, 'text/plain')
      },
    ]),
  ),
  onAnswers('error-example-changed', (status, answer) => {
    const media = mediaTypesOf(answer)['application/json'] ?? {}
    const other = { error: { code: 'Other', message: 'other words' } }
    const at = [status, 'content', 'application/json']
    const named = Object.keys((media['examples'] ?? {}) as Node).map((name): [string[], string, Edit] => {
      return [
        [...at, 'examples', name],
        `${status} answers other words as ${name}`,
        (entry) => void (entry['value'] = other),
      ]
    })
    const change: Edit = (node) => void (node['example'] = other)
    return media['example'] ? [[at, `${status} answers other words`, change], ...named] : named
  }),
  ...[dropEvent('stream-event-removed', 0), dropEvent('stream-end-removed', -1)],
]

/** A range, or the rest, becomes a status of which nobody asks. */
function otherStatus(status: string): string {
  return /^\d+$/.test(status) ? String(Number(status) + 10) : status === 'default' ? '599' : status.replace('XX', '99')
}

/** Takes one event out of the documented stream. */
function dropEvent(id: string, index: number): SpecOperator {
  return onAnswers(id, (status, answer) => {
    const example = mediaTypesOf(answer)['text/event-stream']?.['example']
    if (typeof example !== 'string') return []
    const events = example.split(/(?<=\n\n)/)
    const others = events.filter((event) => event !== events.at(index))
    return [
      [
        [status, 'content', 'text/event-stream'],
        'an event removed',
        (media) => void (media['example'] = others.join('')),
      ],
    ]
  })
}

function replaceSchemes(document: Node, scheme: Node): void {
  const { securitySchemes = {} } = (document['components'] ?? {}) as { securitySchemes?: Node }
  for (const name of Object.keys(securitySchemes)) securitySchemes[name] = scheme
}

function renameKey(node: Node, key: string, other: string): void {
  const value = node[key]
  Reflect.deleteProperty(node, key)
  node[other] = value
}
