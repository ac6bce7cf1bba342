import { toPointer, type PathKey } from '../../contract-tests/engine/json-pointer.ts'
import { createSpecValidator, UnusableSpecError } from '../../contract-tests/engine/validator.ts'
import type { OpenApiDocument } from './overlays.ts'

/** Whether the generated code takes a schema's numbers for `bigint`, whatever its type. */
export function isBigInteger({ format }: Record<string, unknown>): boolean {
  return format === 'int64' || format === 'uint64'
}

/** Whether a schema allows its own default, or has none. What it refers to is not looked at, but for lists and objects. */
export function isPossibleDefault(
  document: OpenApiDocument,
  schema: Record<string, unknown>,
  path: readonly PathKey[],
): boolean {
  const { default: value, type, enum: values } = schema
  if (value === undefined) return true
  const isSame = (allowed: unknown) => JSON.stringify(allowed) === JSON.stringify(value)
  if (Array.isArray(values) && !values.some(isSame)) return false
  if ('const' in schema && !isSame(schema['const'])) return false
  if (isBigInteger(schema) && !/^("?-?\d+"?|null)$/.test(JSON.stringify(value))) return false
  if (type === undefined) return true
  if (!describesType([type].flat(), value, schema['nullable'] === true)) return false
  const isPlain = typeof value !== 'object' || value === null || Object.keys(value).length === 0
  return isPlain || isValid(document, path, value)
}

/** Whether the type of what the generator makes of a schema is sure to take its default, without a look elsewhere. */
export function isWritableDefault(schema: Record<string, unknown>): boolean {
  const { default: value, type, enum: values } = schema
  if (typeof value === 'object' && value !== null) return false
  if (isBigInteger(schema) && values !== undefined) return false
  return (type !== undefined || values !== undefined) && !ELSEWHERE.some((key) => key in schema)
}

const ELSEWHERE = ['$ref', 'allOf', 'anyOf', 'oneOf', 'not']

function describesType(types: unknown[], value: unknown, isNullable: boolean): boolean {
  if (value === null) return isNullable || types.includes('null')
  if (Array.isArray(value)) return types.includes('array')
  if (types.includes('integer') && Number.isInteger(value)) return true
  return types.includes(typeof value)
}

function isValid(document: OpenApiDocument, path: readonly PathKey[], value: unknown): boolean {
  const pointer = toPointer(path)
  try {
    return createSpecValidator('', document, [pointer]).violations(pointer, value).length === 0
  } catch (error) {
    if (error instanceof UnusableSpecError) return false
    throw error
  }
}
