import type { PathKey } from '../../contract-tests/engine/json-pointer.ts'
import { protectEscapes, toCommentText, toPatternText, type ProtectedDocument } from './code-text.ts'
import { isBigInteger, isPossibleDefault, isWritableDefault } from './default-values.ts'
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
 * In the copy they cannot become other code than they should; what no code can hold is left out, and told. Defaults
 * that the code would have to be cast for are left out as well: they bind nobody, so nothing is told.
 */
export function makeGeneratorInput(document: OpenApiDocument): GeneratorInput {
  const { document: input, restore, original } = protectEscapes(document)
  const unusable = findPrototypeNames(document)
  for (const { node, path: protectedPath } of listNodes(input)) {
    const path = protectedPath.map((key) => (typeof key === 'string' ? original(key) : key))
    for (const key of COMMENTS) if (typeof node[key] === 'string') node[key] = toCommentText(node[key])
    if (typeof node['pattern'] === 'string') node['pattern'] = original(node['pattern'])
    for (const { key, message } of listUnusable(document, node, path)) {
      unusable.push({ path: [...path, key], message })
      Reflect.deleteProperty(node, key)
    }
    if (typeof node['pattern'] === 'string') node['pattern'] = toPatternText(node['pattern'])
    if (!isWritableDefault(node)) Reflect.deleteProperty(node, 'default')
  }
  return { input, restore, unusable }
}

const COMMENTS = ['description', 'summary', 'title']

const BOUNDS = [
  ...['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf', 'minLength', 'maxLength'],
  ...['minItems', 'maxItems', 'minProperties', 'maxProperties'],
]

/** Of an integer of 64 bits, the generator has these computed where the code is loaded. */
const COMPUTED = ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum']

/** An array of exactly so many items becomes a type that names each of them. */
const MAX_TUPLE = 1000

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
  if (isBigInteger(node)) {
    for (const key of COMPUTED.filter((name) => typeof node[name] === 'number' && !Number.isInteger(node[name]))) {
      found.push({ key, message: `\`${key}: ${quote(node[key])}\` is no integer, as its format has it` })
    }
  }
  if (typeof node['minItems'] === 'number' && node['minItems'] > MAX_TUPLE && node['minItems'] === node['maxItems']) {
    found.push({ key: 'minItems', message: `no code can list ${String(node['minItems'])} items one by one` })
  }
  if (!isPossibleDefault(document, node, path)) {
    found.push({ key: 'default', message: `the default ${quote(node['default'])} is none that its schema allows` })
  }
  return found
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
