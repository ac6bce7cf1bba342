import type { Fact, FactPart } from './fact.ts'

/** One line of a page. */
export interface PageLine {
  text: string
  /** From 1. */
  line: number
}

const NAME = /^[A-Za-z_]\w*$/
const TYPE = /^(string|integer|number|boolean|object|null|any)(\[\])*$|^enum<(\w+)>$/
const REQUIRED = /^(必填|required)$/
const DEFAULT = /^(?:默认值|default):\s*(.*)$/
const OPTIONS = /^(可用选项|Available options):$/
const EXAMPLE = /^(示例|Example):$/
const RANGE = /^(?:必填范围|Required range):\s*(.*)$/
const MIN_ITEMS = /^Minimum array length:\s*(\d+)$/

/**
 * Reads the list of fields that a rendered page shows for a body: a line with the name, one with the type (none for a
 * union), then flags, description, allowed values, range and example. Descriptions are not facts.
 */
export function readFields(part: FactPart, lines: readonly PageLine[]): Fact[] {
  const starts = lines.flatMap((_, index) => (isFieldStart(lines, index) ? [index] : []))
  return starts.flatMap((start, index) => readField(part, lines.slice(start, starts[index + 1])))
}

function isFieldStart(lines: readonly PageLine[], index: number): boolean {
  const text = lines[index]?.text ?? ''
  if (!NAME.test(text)) return false
  const before = lines[index - 1]?.text ?? ''
  const after = lines[index + 1]?.text ?? ''
  // An allowed value stands after a comma or the label, a field's name before its type or, for a union, alone.
  if (before.endsWith(',') || OPTIONS.test(before)) return false
  return TYPE.test(after) || (before === '' && after === '')
}

/** Makes a fact of the field that is being read. */
type MakeFact = (aspect: string, stated: unknown, line: number) => Fact

function readField(part: FactPart, lines: readonly PageLine[]): Fact[] {
  const [name = { text: '', line: 0 }, second = name] = lines
  const type = TYPE.test(second.text) ? second : undefined
  const flags = linesUntilBlank(lines.slice(1))
  const fact: MakeFact = (aspect, stated, line) => ({ part, path: [name.text], aspect, stated, line })
  const required = flags.find(({ text }) => REQUIRED.test(text))
  return [
    ...typeFacts(type?.text).map(([aspect, stated]) => fact(aspect, stated, type?.line ?? name.line)),
    fact('required', required !== undefined, (required ?? name).line),
    ...defaultFacts(flags).map(({ stated, line }) => fact('default', stated, line)),
    ...lines.flatMap(({ text, line }, index) => [
      ...rangeFacts(text).map(([aspect, stated]) => fact(aspect, stated, line)),
      ...(OPTIONS.test(text) ? [fact('enum', readOptions(lines.slice(index + 1)), line + 1)] : []),
      ...(EXAMPLE.test(text) ? [exampleFact(lines, index, fact)] : []),
    ]),
    ...absences(flags, lines).map((aspect) => fact(aspect, undefined, name.line)),
  ]
}

function typeFacts(type: string | undefined): [string, unknown][] {
  if (type === undefined) return [['type', undefined]]
  const valueType = /^enum<(\w+)>$/.exec(type)?.[1]
  if (valueType) return [['type', valueType]]
  if (type.endsWith('[]')) return [['type', 'array'], ['items type', type.slice(0, -2)]] // prettier-ignore
  return [['type', type]]
}

function defaultFacts(flags: readonly PageLine[]): { stated: unknown; line: number }[] {
  return flags.flatMap(({ text, line }) => {
    const stated = DEFAULT.exec(text)?.[1]
    return stated === undefined ? [] : [{ stated: readValue(stated), line }]
  })
}

function rangeFacts(text: string): [string, unknown][] {
  const minItems = MIN_ITEMS.exec(text)?.[1]
  if (minItems !== undefined) return [['minItems', Number(minItems)]]
  const range = RANGE.exec(text)?.[1]
  if (range === undefined) return []
  const [, minimum, maximum] = /^(?:(\S+) <= )?x(?: <= (\S+))?$/.exec(range) ?? []
  // A range that cannot be read agrees with no spec, and so is found.
  if (minimum === undefined && maximum === undefined) return [['minimum', range]]
  return [['minimum', minimum && Number(minimum)], ['maximum', maximum && Number(maximum)]] // prettier-ignore
}

/** What the page would show, did the spec say it: its silence is a fact as well. */
function absences(flags: readonly PageLine[], lines: readonly PageLine[]): string[] {
  const isAbsent = (pattern: RegExp, among = lines) => !among.some(({ text }) => pattern.test(text))
  return [
    ...(isAbsent(DEFAULT, flags) ? ['default'] : []),
    ...(isAbsent(OPTIONS) ? ['enum'] : []),
    ...(isAbsent(RANGE) ? ['minimum', 'maximum'] : []),
    ...(isAbsent(MIN_ITEMS) ? ['minItems'] : []),
    ...(isAbsent(EXAMPLE) ? ['example'] : []),
  ]
}

function readOptions(lines: readonly PageLine[]): string[] {
  const last = lines.findIndex(({ text }) => !text.endsWith(','))
  return lines.slice(0, last + 1).map(({ text }) => text.replace(/,$/, ''))
}

function exampleFact(lines: readonly PageLine[], label: number, fact: MakeFact): Fact {
  const example = lines.slice(label + 1).find(({ text }) => text !== '')
  return fact('example', example && readValue(example.text), example?.line ?? lines[label]?.line ?? 0)
}

function linesUntilBlank(lines: readonly PageLine[]): readonly PageLine[] {
  const blank = lines.findIndex(({ text }) => text === '')
  return blank < 0 ? lines : lines.slice(0, blank)
}

/** Defaults and examples are shown as JSON, texts without their quotes at times. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
