import type { PathKey } from '../../contract-tests/engine/json-pointer.ts'

/** An object of a document, and the keys that lead to it. */
export interface DocumentNode {
  node: Record<string, unknown>
  path: PathKey[]
}

/** Keywords whose values are data, in which `pattern` or `nullable` mean nothing. */
const DATA = new Set(['default', 'const', 'enum', 'example', 'examples'])

/** Keywords whose keys are names that the docs chose; `properties.example` is no example. */
const NAMED = new Set([
  ...['properties', 'patternProperties', '$defs', 'definitions', 'dependentSchemas', 'paths', 'webhooks', 'callbacks'],
  ...['schemas', 'responses', 'parameters', 'requestBodies', 'headers', 'securitySchemes', 'links', 'pathItems'],
  ...['content'],
])

/** Every object that an OpenAPI document and its schemas are made of: neither examples and other data, nor extensions. */
export function* listNodes(node: unknown, path: PathKey[] = [], isNamed = false): Generator<DocumentNode> {
  if (typeof node !== 'object' || node === null) return
  if (!Array.isArray(node) && !isNamed) yield { node: node as Record<string, unknown>, path }
  for (const [key, child] of Object.entries(node) as [string, unknown][]) {
    if (!isNamed && (DATA.has(key) || key.startsWith('x-'))) continue
    yield* listNodes(child, [...path, Array.isArray(node) ? Number(key) : key], !isNamed && NAMED.has(key))
  }
}
