import { fromPointer, toPointer, type PathKey } from '../../../contract-tests/engine/json-pointer.ts'
import { isYamlFile, parseYaml, type YamlFile } from '../yaml-file.ts'
import type { ExtractionProblem } from './extraction.ts'

/** The operation that a page says its document holds. */
export interface NamedOperation {
  method: string
  path: string
}

/**
 * Checks what every extractor promises of its result: valid YAML, OpenAPI 3.x, and the named operation.
 * Lines of problems count within `specText`.
 */
export function findDocumentProblem(specText: string, operation: NamedOperation): ExtractionProblem | undefined {
  const yaml = parseYaml(specText)
  if (!isYamlFile(yaml)) return { code: 'DC104', line: yaml.line, message: `not valid YAML: ${yaml.message}` }

  const version = ownValue(yaml.value, 'openapi')
  if (typeof version !== 'string' || !/^3\.\d/.test(version)) {
    const found = version === undefined ? 'no `openapi` field' : `openapi: ${JSON.stringify(version)}`
    return { code: 'DC105', line: yaml.lineOf(['openapi']), message: `not an OpenAPI 3.x document: ${found}` }
  }

  const path = ownValue(ownValue(yaml.value, 'paths'), operation.path)
  if (ownValue(path, operation.method.toLowerCase()) === undefined) {
    return {
      code: 'DC106',
      line: yaml.lineOf(['paths', operation.path]),
      message: `the document lacks the operation ${operation.method} ${operation.path} that the page names`,
    }
  }
  return findShapeProblem(yaml) ?? findReferenceProblem(yaml)
}

/** Everything below `paths` that has to be an object is one; generators take that for granted. */
function findShapeProblem({ value, lineOf }: YamlFile): ExtractionProblem | undefined {
  for (const [path, item] of entriesOf(ownValue(value, 'paths'))) {
    const places: [PathKey[], unknown][] = [[['paths', path], item]]
    for (const [key, child] of entriesOf(item)) {
      if (METHODS.has(key)) places.push([['paths', path, key], child])
      for (const [status, answer] of entriesOf(ownValue(child, 'responses'))) {
        places.push([['paths', path, key, 'responses', status], answer])
      }
    }
    const broken = places.find(([, node]) => typeof node !== 'object' || node === null)
    if (broken) return { code: 'DC105', line: lineOf(broken[0]), message: `${toPointer(broken[0])} is no object` }
  }
  return undefined
}

/** A reference leads into the document itself: a page must not make a generator read files or other hosts. */
function findReferenceProblem({ value, lineOf }: YamlFile): ExtractionProblem | undefined {
  const visit = (node: unknown, path: PathKey[]): ExtractionProblem | undefined => {
    for (const [key, child] of entriesOf(node)) {
      const childPath = [...path, key]
      if (key === '$ref' && (typeof child !== 'string' || !isWithin(value, child))) {
        const message = `$ref ${JSON.stringify(child)} leads to nothing in this document`
        return { code: 'DC124', line: lineOf(childPath), message }
      }
      const problem = visit(child, childPath)
      if (problem) return problem
    }
    return undefined
  }
  return visit(value, [])
}

function isWithin(document: unknown, reference: string): boolean {
  if (!reference.startsWith('#/')) return false
  const target = fromPointer(reference).reduce<unknown>((node, key) => ownValue(node, key), document)
  // A reference to a reference could go round in circles.
  return target !== undefined && ownValue(target, '$ref') === undefined
}

const METHODS = new Set(['get', 'put', 'post', 'delete', 'options', 'head', 'patch', 'trace'])

function entriesOf(value: unknown): [string, unknown][] {
  return typeof value === 'object' && value !== null ? Object.entries(value) : []
}

/** A page chooses the key, so an inherited property (`constructor`, `__proto__`) must not count. */
function ownValue(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Record<string, unknown>)[key]
}
