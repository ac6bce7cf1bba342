import { isRecord } from '../../../../contract-tests/engine/sample-values.ts'
import { toPointer, type PathKey } from '../../../../contract-tests/engine/json-pointer.ts'
import {
  createSpecValidator,
  UnusableSpecError,
  type SpecValidator,
} from '../../../../contract-tests/engine/validator.ts'
import type { OpenApiDocument } from '../../overlays.ts'
import { oneLine, quote } from '../quote.ts'
import type { RuleHit } from '../rule-ids.ts'

/** A value that the docs show for a schema. */
interface Example {
  /** Where it is shown, and the schema that it is shown for. */
  pointer: string
  schemaPointer: string
  value: unknown
}

/** Examples of which nobody can tell whether they fit. */
export interface ExampleResult {
  hits: RuleHit[]
  unchecked: string | undefined
}

/** Examples and defaults that do not fit their schema, and did before, or are new. */
export function findExampleMisfits(id: string, before: OpenApiDocument, after: OpenApiDocument): ExampleResult {
  try {
    const known = new Set(listMisfits(id, before).map(({ pointer, value }) => keyOf(pointer, value)))
    const misfits = listMisfits(id, after).filter(({ pointer, value }) => !known.has(keyOf(pointer, value)))
    return { hits: misfits.map(toHit), unchecked: undefined }
  } catch (error) {
    if (!(error instanceof UnusableSpecError)) throw error
    return { hits: [], unchecked: error.message }
  }
}

function toHit({ pointer, schemaPointer, value, reason }: Example & { reason: string }): RuleHit {
  const subject = nameOf(schemaPointer)
  const what = pointer.endsWith('/default') ? 'default' : 'example'
  const text = `The docs' ${what} ${quote(value)} for ${quote(subject)} does not fit what they say of it: ${reason}.`
  return { id: 'example-misfit', text, pointer, subject }
}

function listMisfits(id: string, document: OpenApiDocument): (Example & { reason: string })[] {
  const examples = listExamples(document)
  const pointers = [...new Set(examples.map(({ schemaPointer }) => schemaPointer))]
  if (pointers.length === 0) return []
  const validator = createValidator(id, document, pointers)
  return examples.flatMap((example) => {
    const [violation] = validator.violations(example.schemaPointer, example.value)
    return violation
      ? [{ ...example, reason: oneLine(violation.message.replace(/ \{.*$/s, '')).replaceAll('`', "'") }]
      : []
  })
}

function createValidator(id: string, document: OpenApiDocument, pointers: readonly string[]): SpecValidator {
  try {
    return createSpecValidator(id, document, pointers)
  } catch (error) {
    if (error instanceof UnusableSpecError) throw error
    // A document that Ajv cannot even take in is as unusable as a schema that it cannot compile.
    throw new UnusableSpecError(`${id}: ${error instanceof Error ? error.message : String(error)}`, { cause: error })
  }
}

/** Every object that holds a schema beside an example (a media type, a parameter), or is a schema with examples. */
function listExamples(document: OpenApiDocument): Example[] {
  const examples: Example[] = []
  const visit = (node: unknown, path: readonly PathKey[]): void => {
    if (Array.isArray(node)) for (const [index, child] of node.entries()) visit(child, [...path, index])
    if (!isRecord(node)) return
    const isHolder = isRecord(node['schema'])
    const isSchema = !isHolder && isSchemaPath(path)
    const schemaPointer = toPointer(isHolder ? [...path, 'schema'] : path)
    const add = (keys: PathKey[], value: unknown) => {
      examples.push({ pointer: toPointer([...path, ...keys]), schemaPointer, value })
    }
    if (isHolder || isSchema) {
      if (node['example'] !== undefined) add(['example'], node['example'])
      if (isSchema && node['default'] !== undefined) add(['default'], node['default'])
      for (const [key, value] of Object.entries(
        isRecord(node['examples']) || Array.isArray(node['examples']) ? node['examples'] : {},
      )) {
        const shown: unknown = isHolder && isRecord(value) ? value['value'] : value
        if (shown !== undefined) add(['examples', key], shown)
      }
    }
    for (const [key, child] of Object.entries(node)) if (!isShown(key, path)) visit(child, [...path, key])
  }
  visit(document, [])
  return examples
}

/** What stands below an example is data, whatever its keys are called; below `properties` every key is a name. */
function isShown(key: string, path: readonly PathKey[]): boolean {
  return ['example', 'examples', 'default', 'enum', 'const'].includes(key) && path.at(-1) !== 'properties'
}

function isSchemaPath(path: readonly PathKey[]): boolean {
  const [parent, key] = path.slice(-2)
  if (key === 'schema' || ((key === 'items' || key === 'additionalProperties') && parent !== 'properties')) return true
  if (parent === 'properties' || (parent === 'schemas' && path.length === 3)) return true
  return ['oneOf', 'anyOf', 'allOf'].includes(String(parent))
}

function nameOf(schemaPointer: string): string {
  const keys = schemaPointer.split('/').slice(1)
  const names = keys.filter((_, index) => keys[index - 1] === 'properties' || keys[index - 1] === 'schemas')
  if (names.length > 0) return names.join('.')
  if (keys.includes('requestBody')) return 'request'
  return keys.includes('responses') ? 'answer' : (keys.at(-1) ?? '')
}

function keyOf(pointer: string, value: unknown): string {
  return JSON.stringify([pointer, value])
}
