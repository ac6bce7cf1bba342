import { listNodes, type DocumentNode } from './document-nodes.ts'
import type { OpenApiDocument } from './overlays.ts'

/** Where a value stands that is no part of the address. `body` and `formData` are of OpenAPI 2. */
const ELSEWHERE = new Set<unknown>(['header', 'cookie', 'body', 'formData'])

/** References to what {@link listNodes} passes anyway. */
const PASSED = /^#\/components\/(parameters|pathItems|securitySchemes)\/[^/]+$/

/**
 * Whether a client of this document may have to write something into an address: a parameter of path or query, or an
 * API key in the query. What is not used counts, and so does a reference that leads anywhere but to the components.
 */
export function hasUrlParameters(document: OpenApiDocument): boolean {
  return [...listNodes(document)].some(({ node, path }) => {
    if ('in' in node) return !ELSEWHERE.has(node['in'])
    return '$ref' in node && mayHaveParameters(path) && !PASSED.test(String(node['$ref']))
  })
}

/** Whether a reference at this place may stand for a parameter, for a path item or for a security scheme. */
function mayHaveParameters(path: DocumentNode['path']): boolean {
  const folder = String(path.at(-2))
  return ['parameters', 'pathItems', 'securitySchemes'].includes(folder) || (path.length === 2 && folder === 'paths')
}
