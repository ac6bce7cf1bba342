import type { PathKey } from '../../contract-tests/engine/json-pointer.ts'
import { listNodes } from './document-nodes.ts'
import type { OpenApiDocument } from './overlays.ts'

/** A keyword that the generator, the mock and the checks read in different ways. */
export interface ReaderDifference {
  path: PathKey[]
  message: string
}

/**
 * Where OpenAPI 3.0 and 3.1 part. The generator and the mock read a document as its version says; the checks and the
 * overlays are of 3.1, whose schemas are JSON Schema 2020-12. A page of 3.0 works once an overlay gives it the version
 * 3.1 and says in the words of 3.1 what is then still found here.
 */
export function findReaderDifferences(document: OpenApiDocument): ReaderDifference[] {
  if (String(document['openapi']).startsWith('3.0')) {
    const message = 'OpenAPI 3.0, while checks and overlays are of 3.1: an overlay can say `openapi: 3.1.0`'
    return [{ path: ['openapi'], message }]
  }
  return [...listNodes(document)].flatMap(({ node, path }) => {
    if (typeof node['nullable'] !== 'boolean') return []
    const message = `\`nullable: ${String(node['nullable'])}\` is OpenAPI 3.0, and not 3.1: write \`type: [string, 'null']\``
    return [{ path: [...path, 'nullable'], message }]
  })
}
