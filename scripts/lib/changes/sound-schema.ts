import type { JsonSchema } from '../../../contract-tests/engine/json-schema.ts'
import { isRecord } from '../../../contract-tests/engine/sample-values.ts'

const isText = (value: unknown) => typeof value === 'string'
const isList = (value: unknown) => Array.isArray(value)
const isTextList = (value: unknown) => Array.isArray(value) && value.every(isText)

/** What a keyword's value has to be for a rule to make something of it. */
const SHAPES = new Map<string, (value: unknown) => boolean>([
  ['$ref', isText],
  ['type', (value) => isText(value) || isTextList(value)],
  ['required', isTextList],
  ['properties', isRecord],
  ['enum', isList],
  ['allOf', isList],
  ['oneOf', isList],
  ['anyOf', isList],
])

/** A schema without the keywords that no schema may hold like that: pages are written by hand. */
export function soundSchema(node: unknown): JsonSchema {
  if (!isRecord(node)) return {}
  return Object.fromEntries(Object.entries(node).filter(([key, value]) => SHAPES.get(key)?.(value) !== false))
}
