import { findChatOperation } from '../../engine/chat-operation.ts'
import { schemaOperator, type RootsOf, type SchemaChange, type SpecOperator } from '../spec-mutant.ts'
import type { Place } from '../places.ts'
import {
  allowNull,
  dropEnumValues,
  dropKeyword,
  empty,
  isOfType,
  removeProperty,
  renameProperty,
  retype,
  setKeyword,
  setRequired,
} from './schema-changes.ts'

/** The schema of the request's body. */
export const requestRoot: RootsOf = (document) => {
  const operation = findChatOperation(document)
  return operation ? [operation.requestPointer] : []
}

const onRequest = (id: string, changesOf: (place: Place) => SchemaChange[]) => {
  return schemaOperator(`request-${id}`, requestRoot, changesOf)
}

/** The smallest step by which a bound of this type moves. */
const step = (type: unknown) => (type === 'integer' ? 1 : 0.1)

const moveBound = (keyword: 'minimum' | 'maximum', direction: 1 | -1) =>
  setKeyword(keyword, (schema) => {
    const bound = schema[keyword]
    return bound === undefined ? undefined : bound + direction * step(schema.type)
  })

const moveSize = (keyword: 'minItems' | 'maxItems', direction: 1 | -1) =>
  setKeyword(keyword, (schema) => {
    const size = (schema[keyword] ?? 0) + direction
    return schema[keyword] === undefined || size < 0 ? undefined : size
  })

/** What a gateway may change about the bodies that it takes. */
export const requestOperators: SpecOperator[] = [
  onRequest('property-removed', removeProperty),
  onRequest('property-renamed', renameProperty),
  onRequest('property-retyped', retype),
  onRequest('property-required', setRequired(true)),
  onRequest('required-dropped', setRequired(false)),
  onRequest('required-property-added', ({ schema }) => addRequired(schema.properties !== undefined)),
  onRequest('schema-emptied', empty),
  onRequest('enum-value-removed', dropEnumValues),
  onRequest('enum-removed', dropKeyword('enum')),
  onRequest('constant-added', setKeyword('const', firstAllowed)),
  onRequest('minimum-raised', moveBound('minimum', 1)),
  onRequest('minimum-lowered', moveBound('minimum', -1)),
  onRequest('minimum-removed', dropKeyword('minimum')),
  onRequest(
    'minimum-exclusive',
    setKeyword('exclusiveMinimum', ({ minimum }) => minimum),
  ),
  onRequest('maximum-raised', moveBound('maximum', 1)),
  onRequest('maximum-lowered', moveBound('maximum', -1)),
  onRequest('maximum-removed', dropKeyword('maximum')),
  onRequest(
    'maximum-exclusive',
    setKeyword('exclusiveMaximum', ({ maximum }) => maximum),
  ),
  onRequest(
    'multiple-added',
    setKeyword('multipleOf', (schema) => (isOfType(schema, 'integer', 'number') ? 7 : undefined)),
  ),
  onRequest(
    'integer-to-number',
    setKeyword('type', ({ type }) => (type === 'integer' ? 'number' : undefined)),
  ),
  onRequest(
    'number-to-integer',
    setKeyword('type', ({ type }) => (type === 'number' ? 'integer' : undefined)),
  ),
  onRequest('nullable', allowNull),
  onRequest(
    'text-shorter',
    setKeyword('maxLength', (schema) => (isOfType(schema, 'string') ? 3 : undefined)),
  ),
  onRequest(
    'text-longer',
    setKeyword('minLength', (schema) => (isOfType(schema, 'string') ? 5 : undefined)),
  ),
  onRequest(
    'pattern-added',
    setKeyword('pattern', (schema) => (isOfType(schema, 'string') ? '^[a-z]*$' : undefined)),
  ),
  onRequest(
    'format-added',
    setKeyword('format', (schema) => (isOfType(schema, 'string') ? 'date-time' : undefined)),
  ),
  onRequest(
    'list-shorter',
    setKeyword('maxItems', (schema) => (isOfType(schema, 'array') ? 1 : undefined)),
  ),
  onRequest(
    'list-longer',
    setKeyword('minItems', ({ type, minItems }) => (type === 'array' && !minItems ? 1 : undefined)),
  ),
  onRequest(
    'list-unique',
    setKeyword('uniqueItems', (schema) => isOfType(schema, 'array') || undefined),
  ),
  onRequest('min-items-raised', moveSize('minItems', 1)),
  onRequest('min-items-removed', dropKeyword('minItems')),
  onRequest('max-items-lowered', moveSize('maxItems', -1)),
  onRequest('max-items-raised', moveSize('maxItems', 1)),
  onRequest('max-items-removed', dropKeyword('maxItems')),
  onRequest('items-removed', dropKeyword('items')),
  onRequest(
    'object-not-empty',
    setKeyword('minProperties', (schema) => (mayBeEmpty(schema) ? 1 : undefined)),
  ),
  onRequest(
    'object-closed',
    setKeyword('additionalProperties', ({ properties }) => (properties ? false : undefined)),
  ),
  onRequest('branch-removed', ({ schema }) => removeBranches(schema.oneOf ? 'oneOf' : 'anyOf', schema)),
]

function addRequired(hasProperties: boolean): SchemaChange[] {
  if (!hasProperties) return []
  return [
    [
      'added_required became required',
      ({ schema }) => {
        schema.properties = { ...schema.properties, added_required: { type: 'string' } }
        schema.required = [...(schema.required ?? []), 'added_required']
      },
    ],
  ]
}

function removeBranches(keyword: 'oneOf' | 'anyOf', schema: Place['schema']): SchemaChange[] {
  const branches = schema[keyword] ?? []
  if (branches.length < 2) return []
  return branches.map((_, index) => [
    `branch ${String(index)} of ${keyword} removed`,
    (place) => {
      place.schema[keyword] = branches.filter((_branch, other) => other !== index)
    },
  ])
}

function firstAllowed({ enum: values, type, minimum = 1 }: Place['schema']): unknown {
  if (values) return values.length > 1 ? values[0] : undefined
  const constants: Record<string, unknown> = { string: 'text', integer: minimum, number: minimum, boolean: true }
  return typeof type === 'string' ? constants[type] : undefined
}

function mayBeEmpty(schema: Place['schema']): boolean {
  return isOfType(schema, 'object') && (schema.required ?? []).length === 0
}
