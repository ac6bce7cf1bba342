import { findChatOperation } from '../../engine/chat-operation.ts'
import { CHUNK_POINTER } from '../../engine/contract-target.ts'
import type { JsonSchema } from '../../engine/json-schema.ts'
import { schemaOperator, type RootsOf, type SchemaChange, type SpecOperator } from '../spec-mutant.ts'
import { nodeAt, type Place } from '../places.ts'
import {
  allowNull,
  dropKeyword,
  empty,
  isOfType,
  removeProperty,
  renameProperty,
  retype,
  setKeyword,
  setRequired,
} from './schema-changes.ts'

/** The schemas of the JSON answers. */
export const answerRoots: RootsOf = (document) => {
  return (findChatOperation(document)?.answers ?? []).map(({ schemaPointer }) => schemaPointer)
}

/** The same, and the chunk's, which the mock never makes an answer from. */
const generatedRoots: RootsOf = (document) => {
  const answers = findChatOperation(document)?.answers ?? []
  const hasStream = answers.some(({ streamExample }) => streamExample !== undefined)
  return [...answers.map(({ schemaPointer }) => schemaPointer), ...(hasStream ? [CHUNK_POINTER] : [])]
}

const onAnswer = (id: string, changesOf: (place: Place) => SchemaChange[]) => {
  return schemaOperator(`answer-${id}`, answerRoots, changesOf)
}

const onGenerated = (id: string, changesOf: (place: Place) => SchemaChange[]) => {
  return schemaOperator(`answer-${id}`, generatedRoots, changesOf)
}

/** What a gateway may change about its answers so that a mock of its docs shows it. */
export const answerOperators: SpecOperator[] = [
  onAnswer('property-removed', (place) => removeProperty(place).map(withExamples)),
  onAnswer('property-renamed', (place) => renameProperty(place).map(withExamples)),
  onAnswer('property-retyped', retype),
  onAnswer('list-unwrapped', ({ schema }) => replaceBy(schema.type === 'array' ? schema.items : undefined, 'its item')),
  onAnswer('wrapped-in-list', ({ schema, key }) => {
    return replaceBy(key === undefined ? undefined : { type: 'array', items: { ...schema } }, 'a list of it')
  }),
]

/** What an answer may hold more freely than before: shown by bodies that our own generator makes. */
export const optionalityOperators: SpecOperator[] = [
  onGenerated('required-dropped', setRequired(false)),
  onGenerated('nullable', allowNull),
  onGenerated('type-widened', setKeyword('type', widened)),
  onGenerated(
    'integer-to-number',
    setKeyword('type', ({ type }) => (type === 'integer' ? 'number' : undefined)),
  ),
  onGenerated(
    'enum-value-added',
    setKeyword('enum', (schema) => schema.enum && [...schema.enum, 'added']),
  ),
  onGenerated('enum-removed', dropKeyword('enum')),
  onGenerated(
    'items-emptied',
    setKeyword('items', ({ items }) => items && {}),
  ),
  onGenerated('schema-emptied', empty),
]

/** A gateway whose answers lost a key shows no example that has it. */
function withExamples([detail, change]: SchemaChange): SchemaChange {
  return [
    detail,
    (place, copy) => {
      change(place, copy)
      for (const example of examplesIn(copy)) takeOut(example, place.path)
    },
  ]
}

function examplesIn(document: Record<string, unknown>): unknown[] {
  interface Media {
    example?: unknown
    examples?: Record<string, { value?: unknown }>
  }
  const { pointer = '' } = findChatOperation(document) ?? {}
  const answers = Object.values(nodeAt(document, `${pointer}/responses`)) as { content?: Record<string, Media> }[]
  return answers
    .flatMap(({ content = {} }) => Object.values(content))
    .flatMap(({ example, examples = {} }) => [example, ...Object.values(examples).map(({ value }) => value)])
}

function takeOut(value: unknown, [key, ...rest]: readonly string[]): void {
  if (typeof value !== 'object' || value === null || key === undefined) return
  if (rest.length === 0) Reflect.deleteProperty(value, key)
  else if (key === '*') for (const member of Object.values(value)) takeOut(member, rest)
  else takeOut((value as Record<string, unknown>)[key], rest)
}

function replaceBy(next: JsonSchema | undefined, what: string): SchemaChange[] {
  if (!next) return []
  return [
    [
      `became ${what}`,
      ({ schema }) => {
        for (const keyword of Object.keys(schema)) Reflect.deleteProperty(schema, keyword)
        Object.assign(schema, next)
      },
    ],
  ]
}

function widened(schema: JsonSchema): unknown {
  const { type } = schema
  if (typeof type !== 'string' || schema.enum) return undefined
  return [type, isOfType(schema, 'string') ? 'integer' : 'string']
}
