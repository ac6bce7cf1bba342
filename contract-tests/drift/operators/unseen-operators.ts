import { findChatOperation } from '../../engine/chat-operation.ts'
import { documentOperator, schemaOperator, type SpecOperator } from '../spec-mutant.ts'
import { answerRoots } from './answer-operators.ts'
import { requestRoot } from './request-operators.ts'
import { dropEnumValues, setKeyword, setRequired } from './schema-changes.ts'

type Node = Record<string, unknown>

const text = (value: unknown) => (typeof value === 'string' ? `${value} (changed)` : undefined)

const onDocument = (id: string, detail: string, change: (copy: Node) => void) =>
  documentOperator(id, () => [
    [
      '',
      detail,
      (_, copy) => {
        change(copy)
      },
    ],
  ])

const onOperation = (id: string, key: string) =>
  documentOperator(id, (document) => {
    const operation = findChatOperation(document)
    return operation ? [[operation.pointer, `${key} changed`, (node) => void (node[key] = text(node[key] ?? ''))]] : []
  })

/** What no exchange shows, because every request and answer of before is one of after, too. */
export const unseenOperators: SpecOperator[] = [
  onDocument('server-changed', 'another server', (copy) => {
    copy['servers'] = [{ url: 'https://gateway.example' }]
  }),
  onDocument('title-changed', 'another title', (copy) => {
    copy['info'] = { title: 'changed', version: '9.9.9' }
  }),
  onOperation('operation-id-changed', 'operationId'),
  onOperation('summary-changed', 'summary'),
  schemaOperator('request-description-changed', requestRoot, (place) => {
    return setKeyword('description' as 'format', (schema) => text((schema as Node)['description']))(place)
  }),
  schemaOperator(
    'request-default-changed',
    requestRoot,
    setKeyword('default', ({ default: value }) => otherDefault(value)),
  ),
  schemaOperator(
    'request-enum-value-added',
    requestRoot,
    setKeyword('enum', (schema) => schema.enum && [...schema.enum, 'added']),
  ),
  schemaOperator('request-optional-property-added', requestRoot, ({ schema }) => addOptional(schema.properties)),
  schemaOperator(
    'request-branch-added',
    requestRoot,
    setKeyword('oneOf', ({ oneOf }) => oneOf && [...oneOf, { type: 'object', required: ['added'] }]),
  ),
  schemaOperator('answer-optional-property-added', answerRoots, ({ schema }) => addOptional(schema.properties)),
  schemaOperator('answer-property-required', answerRoots, setRequired(true)),
  schemaOperator('answer-enum-value-removed', answerRoots, dropEnumValues),
  schemaOperator(
    'answer-bound-added',
    answerRoots,
    setKeyword('minimum', ({ type }) => (type === 'integer' || type === 'number' ? 0 : undefined)),
  ),
]

function addOptional(properties: unknown): ReturnType<typeof dropEnumValues> {
  if (!properties) return []
  return [
    [
      'added_optional added',
      ({ schema }) => {
        schema.properties = { ...schema.properties, added_optional: { type: 'string' } }
      },
    ],
  ]
}

function otherDefault(value: unknown): unknown {
  if (typeof value === 'number') return value + 1
  if (typeof value === 'boolean') return !value
  return text(value)
}
