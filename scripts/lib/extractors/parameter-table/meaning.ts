import { PageProblem, type PageLine, type PageValue } from './page-line.ts'
import type { Prose } from './prose.ts'
import { isName, type Row } from './rows.ts'
import { readValue } from './type-words.ts'

/** "Up to 4 strings". */
export interface MaximumCount {
  phrase: string
  count: PageValue<number>
  noun: string
}

const MAXIMUM_COUNT = /\bup to (\d[\d,]*) (strings|items|elements|objects|entries|values)\b(?: can be specified)?/di

const OPTIONAL_VALUES = /Optional values:\s*(.*?)(?:\.(?=\s|$)|$)/d

const MEMBERS = /(Each object in the array|The object) contains\s+(.*?)(?:\.(?=\s|$)|$)/d

const LIST_SEPARATOR = /\s*,\s*(?:(?:and|or)\s+)?|\s+(?:and|or)\s+/

/** "Optional values: system, user, assistant.": all values of a string or number. */
export function readOptionalValues({ type, description }: Row): PageValue<unknown>[] {
  const match = OPTIONAL_VALUES.exec(description?.text ?? '')
  if (!description || !match) return []
  const entries = splitList(description, match, 1)
  const values = entries.map(({ value: text, line }) => {
    const isPlain = type.value === 'string' && /^[^\s"'`]+$/.test(text)
    const isNumber = type.value === 'number' || type.value === 'integer'
    const value = isPlain || isNumber ? readValue(text, type.value) : undefined
    if (value === undefined) throw unreadable(line, `"${text}" is no value that a ${type.value} can be limited to`)
    return { value, line }
  })
  const repeated = entries.find((_, index) =>
    values.slice(0, index).some(({ value }) => value === values[index]?.value),
  )
  if (repeated) throw new PageProblem('DC122', repeated.line, `the value ${repeated.value} is listed twice`)
  return values
}

/** "Up to 4 strings can be specified". Counts of something else than values (tokens, characters) are not read. */
export function readMaximumCount({ description }: Row): MaximumCount | undefined {
  const match = MAXIMUM_COUNT.exec(description?.text ?? '')
  if (!description || !match) return undefined
  const [phrase, digits = '', noun = ''] = match
  const count = { value: Number(digits.replaceAll(',', '')), line: description.lineAt(match.index) }
  return { phrase, count, noun: noun.toLowerCase() }
}

/** "Each object in the array contains role and content.": the names of the rows that follow as its members. */
export function readMemberNames({ type, description }: Row): { line: number; names: PageLine[] } | undefined {
  const match = MEMBERS.exec(description?.text ?? '')
  if (!description || !match) return undefined
  const [, owner = ''] = match
  const line = description.lineAt(match.index)
  if (type.value !== (owner === 'The object' ? 'object' : 'array')) {
    throw unreadable(line, `"${owner} contains" does not fit the type ${type.value}`)
  }
  const names = splitList(description, match, 2)
  const noName = names.find(({ value }) => !isName(value))
  if (noName) throw unreadable(noName.line, `"${noName.value}" is no name of a member`)
  return { line, names }
}

/** The entries of "a, b and c", each with the line that states it. */
function splitList(description: Prose, match: RegExpExecArray, group: number): PageLine[] {
  const list = match[group] ?? ''
  let offset = match.indices?.[group]?.[0] ?? match.index
  return list.split(LIST_SEPARATOR).map((value) => {
    offset = description.text.indexOf(value, offset)
    const entry = { value, line: description.lineAt(offset) }
    offset += value.length
    return entry
  })
}

function unreadable(line: number, message: string): PageProblem {
  return new PageProblem('DC121', line, message)
}
