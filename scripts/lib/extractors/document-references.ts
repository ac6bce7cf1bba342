import { fromPointer, type PathKey } from '../../../contract-tests/engine/json-pointer.ts'
import type { YamlFile } from '../yaml-file.ts'
import type { ExtractionProblem } from './extraction.ts'
import { entriesOf, ownValue } from './own-value.ts'

/** Keywords that give a schema an address of its own, so that no reference into it can be told from one elsewhere. */
const ADDRESSES = new Set(['$id', '$anchor', '$dynamicAnchor', '$schema', 'jsonSchemaDialect'])

/** Keywords that lead to another place, other than `$ref`. Nothing here follows them. */
const OTHER_REFERENCES = new Set(['$dynamicRef', '$recursiveRef', 'externalValue', 'operationRef'])

/** The dialect of OpenAPI 3.1 itself, and the one that it is read in here. */
const DIALECTS = new Set([
  'https://spec.openapis.org/oas/3.1/dialect/base',
  'https://json-schema.org/draft/2020-12/schema',
])

/**
 * A reference leads into the document itself, to something that is no reference and can end: a page must not make a
 * generator or a validator read files or other hosts, or go round in circles.
 */
export function findReferenceProblem({ value, lineOf }: YamlFile): ExtractionProblem | undefined {
  const visit = (node: unknown, path: PathKey[]): ExtractionProblem | undefined => {
    for (const [key, child] of entriesOf(node)) {
      const childPath = [...path, key]
      const message = describeProblem(value, key, child, path)
      if (message !== undefined) return { code: 'DC124', line: lineOf(childPath), message }
      const problem = visit(child, childPath)
      if (problem) return problem
    }
    return undefined
  }
  return visit(value, []) ?? findCircle(value, lineOf)
}

function describeProblem(document: unknown, key: string, child: unknown, path: readonly PathKey[]): string | undefined {
  const words = `${key} ${JSON.stringify(child)}`
  if (key === '$ref' && (typeof child !== 'string' || !isWithin(document, child))) {
    return `${words} leads to nothing in this document`
  }
  if (typeof child !== 'string') return undefined
  if (OTHER_REFERENCES.has(key)) return `${words} is not followed: use $ref, or write it out`
  if (ADDRESSES.has(key) && !DIALECTS.has(child)) return `${words} gives a schema another address or dialect`
  if (path.at(-1) === 'mapping' && path.at(-2) === 'discriminator' && !isSchemaName(document, child)) {
    return `the discriminator's mapping ${JSON.stringify(child)} leads to no schema of this document`
  }
  return undefined
}

function isWithin(document: unknown, reference: string): boolean {
  if (!reference.startsWith('#/')) return false
  const target = follow(document, reference)
  // A reference to a reference could go round in circles.
  return target !== undefined && ownValue(target, '$ref') === undefined
}

/** A mapping names a schema by a reference or, alone, by its name. */
function isSchemaName(document: unknown, text: string): boolean {
  const schemas = ownValue(ownValue(document, 'components'), 'schemas')
  return isWithin(document, text) || ownValue(schemas, text) !== undefined
}

function follow(document: unknown, reference: string): unknown {
  return fromPointer(reference).reduce<unknown>((node, key) => ownValue(node, key), document)
}

/** Where a schema is nothing but itself, by way of `allOf`, `anyOf` or `oneOf`: no value could ever be held against it. */
function findCircle(value: unknown, lineOf: YamlFile['lineOf']): ExtractionProblem | undefined {
  const done = new Set<unknown>()
  const leadsBack = (schema: unknown, open: readonly unknown[]): boolean => {
    if (open.includes(schema)) return true
    if (done.has(schema)) return false
    const reference = ownValue(schema, '$ref')
    const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => entriesOf(ownValue(schema, key)).map(([, part]) => part))
    if (typeof reference === 'string') parts.push(follow(value, reference))
    const isCircle = parts.some((part) => leadsBack(part, [...open, schema]))
    done.add(schema)
    return isCircle
  }
  for (const [name, schema] of entriesOf(ownValue(ownValue(value, 'components'), 'schemas'))) {
    if (!leadsBack(schema, [])) continue
    const message = `the schema ${JSON.stringify(name)} is made of itself, with nothing between`
    return { code: 'DC124', line: lineOf(['components', 'schemas', name]), message }
  }
  return undefined
}
