import type { PreparedTarget } from '../contract-target.ts'
import type { InvalidRequestCase } from '../request-cases.ts'

/** What a gateway has to make of a request. */
export type Expectation = 'completion' | 'stream' | 'refusal' | 'wrong-key'

/** One request to a real gateway. */
export interface LiveCase {
  name: string
  expects: Expectation
  body: Record<string, unknown>
}

/** Tokens cost money: as many as show the shape of an answer. */
const MAX_TOKENS = 16

/** Keywords that a refused request violates, those first of which a gateway is surest to look at. */
const KINDS = ['maximum', 'minimum', 'exclusiveMaximum', 'exclusiveMinimum', 'enum', 'type']

/**
 * The few requests that one model costs: the required parameters alone, the same as a stream, one bound violated, and a
 * wrong key. What the page does not document is not sent, so that a case may be missing.
 */
export function planLiveCases(target: PreparedTarget): LiveCase[] {
  const { operation, cases, validator } = target
  const capped = { ...cases.requiredOnly.body, max_tokens: MAX_TOKENS }
  const isCapDocumented = 'max_tokens' in operation.properties
  const mayCap = isCapDocumented && validator.violations(operation.requestPointer, capped).length === 0
  const body = mayCap ? capped : cases.requiredOnly.body
  const violation = cheapestViolation(target)
  const isStreamDocumented = operation.answers.some(({ streamExample }) => streamExample !== undefined)

  const planned: LiveCase[] = [{ name: 'completion', expects: 'completion', body }]
  if (isStreamDocumented) planned.push({ name: 'stream', expects: 'stream', body: { ...body, stream: true } })
  if (violation) planned.push({ name: 'out-of-bounds', expects: 'refusal', body: { ...body, ...violation } })
  if (operation.isSecured) planned.push({ name: 'wrong-key', expects: 'wrong-key', body })
  return planned
}

/** One optional parameter with a value that its schema forbids, and that costs nothing more where it is accepted. */
function cheapestViolation({ operation, cases }: PreparedTarget): Record<string, unknown> | undefined {
  const names = Object.keys(operation.properties).filter((name) => !KEPT.includes(name))
  const parameterOf = ({ pointer, kind }: InvalidRequestCase) =>
    names.find((name) => pointer === `${operation.requestPointer}/properties/${name}/${kind}`)
  for (const kind of KINDS) {
    const found = cases.invalid.find((one) => one.kind === kind && parameterOf(one) !== undefined)
    const name = found && parameterOf(found)
    if (name !== undefined) return { [name]: found?.body[name] }
  }
  return undefined
}

/** They decide what an accepted request costs, or how it is answered. */
const KEPT = ['model', 'messages', 'stream', 'max_tokens', 'n']
