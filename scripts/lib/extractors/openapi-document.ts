import { toPointer, type PathKey } from '../../../contract-tests/engine/json-pointer.ts'
import { isYamlFile, parseYaml, type YamlFile } from '../yaml-file.ts'
import { findNameProblem } from './document-names.ts'
import { findReferenceProblem } from './document-references.ts'
import type { ExtractionProblem } from './extraction.ts'
import { entriesOf, ownValue } from './own-value.ts'

/** The operation that a page says its document holds. */
export interface NamedOperation {
  method: string
  path: string
}

/**
 * Checks what every extractor promises of its result: valid YAML, OpenAPI 3.0 or 3.1, the named operation, nothing that
 * leads out of the document or off the gateway, and the shape and names that generators take for granted.
 * Lines of problems count within `specText`.
 */
export function findDocumentProblem(specText: string, operation: NamedOperation): ExtractionProblem | undefined {
  const yaml = parseYaml(specText)
  if (!isYamlFile(yaml)) return { code: 'DC104', line: yaml.line, message: `not valid YAML: ${yaml.message}` }

  const version = ownValue(yaml.value, 'openapi')
  if (typeof version !== 'string' || !/^3\.[01](\.|$)/.test(version)) {
    const found = version === undefined ? 'no `openapi` field' : `openapi: ${JSON.stringify(version)}`
    return { code: 'DC105', line: yaml.lineOf(['openapi']), message: `not an OpenAPI 3.0 or 3.1 document: ${found}` }
  }

  const path = ownValue(ownValue(yaml.value, 'paths'), operation.path)
  if (ownValue(path, operation.method.toLowerCase()) === undefined) {
    return {
      code: 'DC106',
      line: yaml.lineOf(['paths', operation.path]),
      message: `the document lacks the operation ${operation.method} ${operation.path} that the page names`,
    }
  }
  return findShapeProblem(yaml) ?? findReferenceProblem(yaml) ?? findNameProblem(yaml)
}

/** Everything below `paths` that has to be an object is one; generators take that for granted. */
function findShapeProblem({ value, lineOf }: YamlFile): ExtractionProblem | undefined {
  for (const [path, item] of entriesOf(ownValue(value, 'paths'))) {
    const places: [PathKey[], unknown][] = [[['paths', path], item]]
    for (const [key, child] of entriesOf(item)) {
      if (METHODS.has(key)) places.push([['paths', path, key], child])
      const answers = ownValue(child, 'responses')
      if (METHODS.has(key) && answers !== undefined) places.push([['paths', path, key, 'responses'], answers])
      for (const [status, answer] of entriesOf(answers)) {
        places.push([['paths', path, key, 'responses', status], answer])
      }
    }
    const broken = places.find(([, node]) => typeof node !== 'object' || node === null)
    if (broken) return { code: 'DC105', line: lineOf(broken[0]), message: `${toPointer(broken[0])} is no object` }
  }
  return undefined
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])
