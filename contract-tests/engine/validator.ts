import { createRequire } from 'node:module'
import { createContext, Script } from 'node:vm'
import type * as formats from 'ajv-formats'
import type * as ajv2020 from 'ajv/dist/2020.js'
import { ExplainedError } from './explained-error.ts'

// Loaded when it is asked for: that takes 30 ms, and generating seldom asks.
const require = createRequire(import.meta.url)

/** The spec cannot be tested: a check against it would assert nothing. Commands exit with 2. */
export class UnusableSpecError extends ExplainedError {
  override name = 'UnusableSpecError' as const
}

/** Why a value violates a schema. */
export interface Violation {
  /** JSON pointer into the value. */
  instancePath: string
  message: string
}

/** Holds values against the schemas of one document. */
export interface SpecValidator {
  document: Record<string, unknown>
  /** The violations of the schema that `pointer` names; none where the value is valid. */
  violations: (pointer: string, value: unknown) => Violation[]
}

/** Keywords that OpenAPI adds to JSON Schema; they describe and constrain nothing. */
const ANNOTATIONS = ['example', 'xml', 'externalDocs', 'discriminator']

/** What Ajv lets a keyword be called; an extension of the document, to which nothing refers, may have any name. */
const KEYWORD_NAME = /^[a-z_$][\w$:-]*$/i

/** Longest value that a finding quotes. */
const MAX_QUOTE = 300

/**
 * Compiles, in Ajv 2020-12 strict mode, every schema that `pointers` names; others below them when they are asked for.
 * Strict is what tells a keyword or a format that nobody knows. What refuses legal schemas is off: docs/decisions has why.
 *
 * @throws UnusableSpecError where one cannot be compiled: it would accept everything, and so would the mock.
 */
export function createSpecValidator(
  id: string,
  document: Record<string, unknown>,
  pointers: readonly string[],
): SpecValidator {
  const { Ajv2020 } = require('ajv/dist/2020.js') as typeof ajv2020
  const { default: addFormats } = require('ajv-formats') as typeof formats
  const ajv = new Ajv2020({
    strict: true,
    strictRequired: false,
    strictTypes: false,
    strictTuples: false,
    allowMatchingProperties: true,
    allErrors: true,
    validateSchema: false,
    code: { regExp: boundedPattern },
  })
  addFormats.default(ajv)
  ajv.addVocabulary(ANNOTATIONS)
  // Ajv takes the document for a schema when it follows a reference into it, so its fields have to be known.
  const root = Object.fromEntries(Object.entries(document).filter(([key]) => KEYWORD_NAME.test(key)))
  ajv.addVocabulary(Object.keys(root).filter((key) => !ajv.getKeyword(key)))
  ajv.addSchema(root, 'spec', undefined, false)
  const compiled = new Map(pointers.map((pointer) => [pointer, compile(ajv, id, pointer)]))
  return {
    document,
    violations: (pointer, value) => {
      const validate = compiled.get(pointer) ?? compile(ajv, id, pointer)
      compiled.set(pointer, validate)
      if (validate(value)) return []
      return (validate.errors ?? []).map(({ instancePath, message = '', params }) => ({
        instancePath,
        message: `${instancePath || 'the value'} ${message} ${JSON.stringify(params)}`.slice(0, MAX_QUOTE),
      }))
    },
  }
}

function compile(ajv: ajv2020.Ajv2020, id: string, pointer: string): ajv2020.ValidateFunction {
  try {
    return ajv.compile({ $ref: `spec#${encodeURI(pointer)}` })
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UnusableSpecError(`${id}: the schema at ${pointer} cannot be compiled: ${reason}`, { cause: error })
  }
}

/** A pattern of the docs may need longer than anyone can wait for, for a text of a few letters. */
const PATTERN_TIMEOUT_MILLISECONDS = 1000

/** A regular expression for Ajv that gives up. */
function boundedPattern(source: string, flags: string): { test: (text: string) => boolean } {
  const pattern = new RegExp(source, flags)
  const place = { pattern, text: '' }
  const context = createContext(place)
  const script = new Script('pattern.test(text)')
  const test = (text: string): boolean => {
    place.text = text
    try {
      return script.runInContext(context, { timeout: PATTERN_TIMEOUT_MILLISECONDS }) === true
    } catch (cause) {
      throw new UnusableSpecError(`the pattern ${source} takes too long`, { cause })
    }
  }
  // Ajv tells patterns apart by their text.
  return Object.assign({ test }, { toString: () => pattern.toString() })
}
boundedPattern.code = 'boundedPattern'
