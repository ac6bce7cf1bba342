import type { Contradiction } from '../extraction.ts'
import { readMaximumCount } from './meaning.ts'
import type { Members, Parameter } from './members.ts'
import type { PageLine } from './page-line.ts'
import type { Prose } from './prose.ts'
import { readRange } from './range.ts'
import { stated, statedList, statedObject, type Stated, type StatedEntry } from './stated.ts'

/** The schema of an object that the page describes by its members alone. */
export function objectSchema(members: Members): Stated {
  const { line } = members
  return statedObject(line, [['type', stated({ value: 'object', line })], ...memberEntries(members)])
}

/** The schema of a header. Its description and its example stand outside. */
export function headerSchema(parameter: Parameter): Stated {
  return statedObject(
    parameter.name.line,
    [['type', stated(parameter.type)], ...limitEntries(parameter)],
    findContradictions(parameter),
  )
}

export function statedProse(description: Prose | undefined): Stated | undefined {
  return description && stated({ value: description.text, line: description.line })
}

function parameterSchema(parameter: Parameter): Stated {
  const { name, type, description, members, example } = parameter
  const entries: StatedEntry[] = [
    ['type', stated(type)],
    ['description', statedProse(description)],
    ...limitEntries(parameter),
    ...(type.value === 'object' && members ? memberEntries(members) : []),
    ['items', type.value === 'array' && members ? objectSchema(members) : undefined],
    ['example', example && stated(example)],
  ]
  return statedObject(name.line, entries, findContradictions(parameter))
}

function memberEntries({ line, parameters }: Members): StatedEntry[] {
  const required = parameters.filter(({ isRequired }) => isRequired.value)
  const properties = parameters.map((member) => [member.name.value, parameterSchema(member)] as const)
  return [
    ['required', statedNames(required)],
    ['properties', statedObject(line, properties)],
  ]
}

/** A required name is stated by its row's "Yes". */
function statedNames(required: readonly Parameter[]): Stated | undefined {
  const names = required.map(({ name, isRequired }): PageLine => ({ value: name.value, line: isRequired.line }))
  return statedList(names.map(stated))
}

function limitEntries(parameter: Parameter): StatedEntry[] {
  const [minimum, maximum] = readRange(parameter) ?? []
  const maximumCount = parameter.type.value === 'array' ? readMaximumCount(parameter)?.count : undefined
  return [
    ['minimum', minimum && stated(minimum)],
    ['maximum', maximum && stated(maximum)],
    ['enum', statedList(parameter.allowedValues.map(stated))],
    ['maxItems', maximumCount && stated(maximumCount)],
  ]
}

/** Several strings in a column of one: the type column stands. */
function findContradictions(parameter: Parameter): Contradiction[] {
  const maximum = parameter.type.value === 'string' ? readMaximumCount(parameter) : undefined
  if (maximum?.noun !== 'strings') return []
  const message = `the description of \`${parameter.name.value}\` says "${maximum.phrase}", its type column says string`
  return [{ pointer: '', line: maximum.count.line, message }]
}
