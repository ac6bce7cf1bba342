import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { specOperators } from '../../../contract-tests/drift/operators/index.ts'
import { parseCheckedYaml } from '../checked-yaml.ts'
import { InputError } from '../input-error.ts'

/** Which class each operator is in, and why; reviewed by hand. */
export const OPERATORS_FILE = 'contract-tests/drift/operators.yaml'

/** A: an exchange with a mock shows it. B: an answer of our own generator does. C: no exchange does. */
export type OperatorClass = 'A' | 'B' | 'C'

/** What is said of one operator. */
export interface ClassifiedOperator {
  operator: string
  class: OperatorClass
  why: string
  /** Of class C: the check that notices. */
  owner: string | undefined
}

const reasons = v.record(v.string(), v.pipe(v.string(), v.nonEmpty('needs its reason')))
const classesSchema = v.strictObject({
  A: reasons,
  B: reasons,
  C: v.record(v.string(), v.strictObject({ owner: v.pipe(v.string(), v.nonEmpty()), why: v.string() })),
})

/** Reads the classes. Throws an {@link InputError} where an operator is in none, or one is named that does not exist. */
export async function readOperatorClasses(root: string): Promise<Map<string, ClassifiedOperator>> {
  const text = await readFile(join(root, OPERATORS_FILE), 'utf8')
  const { output, lineOf } = parseCheckedYaml(OPERATORS_FILE, text, classesSchema)
  const classified = new Map<string, ClassifiedOperator>()
  for (const name of ['A', 'B', 'C'] as const) {
    const entries = Object.entries<string | { owner: string; why: string }>(output[name])
    for (const [operator, said] of entries) {
      const isKnown = specOperators.some(({ id }) => id === operator)
      if (!isKnown || classified.has(operator)) {
        const problem = isKnown ? 'stands in two classes' : 'is no operator'
        throw new InputError(`${operator} ${problem}`, { file: OPERATORS_FILE, line: lineOf([name, operator]) })
      }
      const { why, owner } = typeof said === 'string' ? { why: said, owner: undefined } : said
      classified.set(operator, { operator, class: name, why, owner })
    }
  }
  const missing = specOperators.find(({ id }) => !classified.has(id))
  if (missing) throw new InputError(`${missing.id} is in no class`, { file: OPERATORS_FILE })
  return classified
}
