import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { generateSync } from 'json-schema-faker'
import { UnusableSpecError } from '../validator.ts'
import { inlineSchema, type OpenSchema } from './inline-schema.ts'

/** How often an optional property is there, in turn: bodies that are whole, bare, and all between. */
const PROBABILITIES = [1, 0, 0.5, 0.8, 0.3]

/** So many bodies are tried for each that is wanted. */
const ATTEMPTS = 4

/** Short lists, at any depth: what an inlined schema holds comes to an end by itself. */
const OPTIONS = { maxDefaultItems: 3, maxDepth: 50, failOnInvalidTypes: false }

/** What is kept of a document: the models of one spec share its answers. */
interface Known {
  ajv: Ajv2020
  answers: Map<string, unknown[]>
}

const known = new WeakMap<Record<string, unknown>, Known>()

/**
 * Random values that a schema of the document allows, the same for the same seed. One that the generator got wrong is
 * made again; what stays wrong is left out.
 *
 * @throws UnusableSpecError where fewer than half of them can be made: checks with the rest would assert too little.
 */
export function randomAnswers(
  document: Record<string, unknown>,
  schemaPointer: string,
  count: number,
  seed: number,
): unknown[] {
  const ofDocument = known.get(document) ?? { ajv: createAjv(document), answers: new Map<string, unknown[]>() }
  known.set(document, ofDocument)
  const key = `${schemaPointer} ${String(count)} ${String(seed)}`
  const isValid = compile(ofDocument.ajv, schemaPointer)
  const answers =
    ofDocument.answers.get(key) ?? makeAnswers(inlineSchema(document, schemaPointer), isValid, count, seed)
  ofDocument.answers.set(key, answers)
  if (answers.length >= count / 2) return structuredClone(answers)
  throw new UnusableSpecError(
    `only ${String(answers.length)} of ${String(count)} answers could be made for ${schemaPointer}`,
  )
}

function makeAnswers(schema: OpenSchema, isValid: IsValid, count: number, seed: number): unknown[] {
  const answers: unknown[] = []
  for (let attempt = 0; attempt < count * ATTEMPTS && answers.length < count; attempt += 1) {
    const optionalsProbability = PROBABILITIES[attempt % PROBABILITIES.length] ?? 1
    const options = { ...OPTIONS, seed: seed + attempt, optionalsProbability }
    // JSON has no undefined: what the generator left so was never there.
    const answer = JSON.parse(JSON.stringify(generateSync(schema, options) ?? null)) as unknown
    if (isValid(answer)) answers.push(answer)
  }
  return answers
}

type IsValid = (value: unknown) => boolean

function compile(ajv: Ajv2020, pointer: string): IsValid {
  let validate: ValidateFunction
  try {
    validate = ajv.compile({ $ref: `spec#${encodeURI(pointer)}` })
  } catch (cause) {
    throw new UnusableSpecError(`the schema at ${pointer} cannot be compiled`, { cause })
  }
  return (value) => {
    try {
      return validate(value)
    } catch {
      // A schema that is a branch of itself can be compiled, and never answers.
      return false
    }
  }
}

/** Not strict: a mutated document may hold what a careful author would not write, and means something all the same. */
function createAjv(document: Record<string, unknown>): Ajv2020 {
  const ajv = new Ajv2020({ strict: false, logger: false })
  addFormats.default(ajv)
  ajv.addSchema(document, 'spec', undefined, false)
  return ajv
}
