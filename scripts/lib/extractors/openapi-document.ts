import { isYamlFile, parseYaml } from '../yaml-file.ts'
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
  return undefined
}

/** A page chooses the key, so an inherited property (`constructor`, `__proto__`) must not count. */
function ownValue(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined
  return (value as Record<string, unknown>)[key]
}
