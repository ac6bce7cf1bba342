import { fromPointer, type PathKey } from '../../../contract-tests/engine/json-pointer.ts'
import type { YamlFile } from '../yaml-file.ts'
import type { ExtractionProblem } from './extraction.ts'
import { entriesOf, ownValue } from './own-value.ts'

/** Keywords that give a schema an address of its own, so that no reference into it can be told from one elsewhere. */
const ADDRESSES = new Set(['$id', '$anchor', '$dynamicAnchor', '$schema', 'jsonSchemaDialect'])

/** Keywords that lead to another place, other than `$ref`. Nothing here follows them. */
const OTHER_REFERENCES = new Set(['$dynamicRef', '$recursiveRef', 'externalValue', 'operationRef'])

/** How many schemas one may be made of: generators merge them, each as often as it is named. */
const MAX_PARTS = 10_000

/** How many references and alternatives may stand within each other, with nothing between. */
const MAX_CHAIN = 100

/** The dialect of OpenAPI 3.1 itself, and the one that it is read in here. */
const DIALECTS = new Set([
  'https://spec.openapis.org/oas/3.1/dialect/base',
  'https://json-schema.org/draft/2020-12/schema',
])

/**
 * A reference leads into the document itself, to something that can end: a page must not make a
 * generator or a validator read files or other hosts, or go round in circles.
 */
export function findReferenceProblem(yaml: YamlFile): ExtractionProblem | undefined {
  const { value, lineOf } = yaml
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
  return visit(value, []) ?? findEndless(yaml)
}

function describeProblem(document: unknown, key: string, child: unknown, path: readonly PathKey[]): string | undefined {
  if (key === '$ref' && (typeof child !== 'string' || !isWithin(document, child))) {
    return `${key} ${JSON.stringify(child)} leads to nothing in this document`
  }
  if (typeof child !== 'string') return undefined
  const words = `${key} ${JSON.stringify(child)}`
  if (OTHER_REFERENCES.has(key)) return `${words} is not followed: use $ref, or write it out`
  if (ADDRESSES.has(key) && !DIALECTS.has(child)) return `${words} gives a schema another address or dialect`
  if (path.at(-1) === 'mapping' && path.at(-2) === 'discriminator' && !isSchemaName(document, child)) {
    return `the discriminator's mapping ${JSON.stringify(child)} leads to no schema of this document`
  }
  return undefined
}

function isWithin(document: unknown, reference: string): boolean {
  if (!reference.startsWith('#/')) return false
  return follow(document, reference) !== undefined
}

/** A mapping names a schema by a reference or, alone, by its name. */
function isSchemaName(document: unknown, text: string): boolean {
  const schemas = ownValue(ownValue(document, 'components'), 'schemas')
  return isWithin(document, text) || ownValue(schemas, text) !== undefined
}

function follow(document: unknown, reference: string): unknown {
  return fromPointer(reference).reduce<unknown>((node, key) => ownValue(node, key), document)
}

/**
 * Where a schema is made of itself, by way of `allOf`, `anyOf` or `oneOf`, so that no value could ever be held against
 * it; or of so much that no generator comes to an end of it.
 */
function findEndless({ value, lineOf }: YamlFile): ExtractionProblem | undefined {
  const weigh = makeScales(value)
  const visit = (node: unknown, path: PathKey[]): ExtractionProblem | undefined => {
    const weight = weigh(node)
    if (weight > MAX_PARTS) {
      const what = weight === Infinity ? 'itself, with nothing between' : 'more schemas than anyone can take together'
      return {
        code: 'DC124',
        line: lineOf([...path, '$ref']),
        message: `${nameOf(path)} is made of ${what}`,
      }
    }
    return firstOf(entriesOf(node), ([key, child]) => visit(child, [...path, key]))
  }
  // Where it has a name, it is found by that.
  const names = entriesOf(ownValue(ownValue(value, 'components'), 'schemas'))
  return firstOf(names, ([name, schema]) => visit(schema, ['components', 'schemas', name])) ?? visit(value, [])
}

/** How many schemas a schema is made of, each counted as often as it is repeated; Infinity where it is made of itself. */
function makeScales(document: unknown): (schema: unknown) => number {
  const weights = new Map<unknown, number>()
  const weigh = (schema: unknown, depth: number): number => {
    if (depth > MAX_CHAIN) return MAX_PARTS + 1
    const known = weights.get(schema)
    if (known !== undefined) return known
    // Whoever comes back here meanwhile is made of itself.
    weights.set(schema, Infinity)
    const parts = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => entriesOf(ownValue(schema, key)).map(([, part]) => part))
    const reference = ownValue(schema, '$ref')
    if (typeof reference === 'string') parts.push(follow(document, reference))
    const weight = parts.reduce<number>((sum, part) => sum + weigh(part, depth + 1), 1)
    weights.set(schema, weight)
    return weight
  }
  return (schema) => weigh(schema, 0)
}

function firstOf<Item>(
  items: readonly Item[],
  find: (item: Item) => ExtractionProblem | undefined,
): ExtractionProblem | undefined {
  for (const item of items) {
    const problem = find(item)
    if (problem) return problem
  }
  return undefined
}

function nameOf(path: readonly PathKey[]): string {
  return JSON.stringify(path.at(-1) ?? '')
}
