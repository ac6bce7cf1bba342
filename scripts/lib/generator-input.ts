import { createSpecValidator, UnusableSpecError } from '../../contract-tests/engine/validator.ts'
import { toPointer, type PathKey } from '../../contract-tests/engine/json-pointer.ts'
import { protectEscapes, toCommentText, toPatternText, type ProtectedDocument } from './code-text.ts'
import { listNodes } from './document-nodes.ts'
import type { OpenApiDocument } from './overlays.ts'

/** A value of a spec that cannot be used, and why. */
export interface UnusableValue {
  path: PathKey[]
  message: string
}

/** What the generator is given, what it is not given, and what its code needs in the end. */
export interface GeneratorInput {
  input: OpenApiDocument
  restore: ProtectedDocument['restore']
  unusable: UnusableValue[]
}

/**
 * A copy of a document for the generator, which writes descriptions, patterns, bounds and defaults down as they stand.
 * In the copy they cannot become other code than they should; what no code can hold is left out, and told.
 */
export function makeGeneratorInput(document: OpenApiDocument): GeneratorInput {
  const { document: input, restore } = protectEscapes(document)
  const unusable = findPrototypeNames(document)
  for (const { node, path } of listNodes(input)) {
    for (const key of COMMENTS) if (typeof node[key] === 'string') node[key] = toCommentText(node[key])
    for (const { key, message } of listUnusable(document, node, path)) {
      unusable.push({ path: [...path, key], message })
      Reflect.deleteProperty(node, key)
    }
    if (typeof node['pattern'] === 'string') node['pattern'] = toPatternText(node['pattern'])
  }
  return { input, restore, unusable }
}

const COMMENTS = ['description', 'summary', 'title']

const BOUNDS = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'minProperties', 'maxProperties'],
]

function listUnusable(document: OpenApiDocument, node: Record<string, unknown>, path: readonly PathKey[]) {
  const found: { key: string; message: string }[] = []
  const { pattern } = node
  if (typeof pattern === 'string' && toPatternText(pattern) === undefined) {
    found.push({ key: 'pattern', message: `${quote(pattern)} is no regular expression that code can hold` })
  }
  const isOld = String(document['openapi']).startsWith('3.0')
  for (const key of BOUNDS.filter((name) => name in node && typeof node[name] !== 'number')) {
    if (isOld && typeof node[key] === 'boolean') continue
    found.push({ key, message: `\`${key}: ${quote(node[key])}\` is no number, as it has to be in OpenAPI 3.1` })
  }
  if (!isPossibleDefault(document, node, path)) {
    found.push({ key: 'default', message: `the default ${quote(node['default'])} is none that its schema allows` })
  }
  return found
}

function isPossibleDefault(
  document: OpenApiDocument,
  schema: Record<string, unknown>,
  path: readonly PathKey[],
): boolean {
  const { default: value, type, enum: values } = schema
  if (value === undefined || type === undefined) return true
  if (Array.isArray(values) && !values.some((allowed) => JSON.stringify(allowed) === JSON.stringify(value)))
    return false
  if (!describesType([type].flat(), value, schema['nullable'] === true)) return false
  const isPlain = typeof value !== 'object' || value === null || Object.keys(value).length === 0
  return isPlain || isValid(document, path, value)
}

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

/** An object literal in code takes this name for its prototype, so that the generator leaves the property out. */
function findPrototypeNames(node: unknown, path: PathKey[] = []): UnusableValue[] {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([key, child]) => {
    const keys = [...path, Array.isArray(node) ? Number(key) : key]
    if (key === '__proto__') return [{ path: keys, message: 'no object in code can hold the name `__proto__`' }]
    return findPrototypeNames(child, keys)
  })
}

function quote(value: unknown): string {
  return JSON.stringify(value).slice(0, 80)
}
