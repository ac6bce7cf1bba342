import type { ChatOperation } from './chat-operation.ts'
import { fullest } from './json-value.ts'
import { invalidCases, validCases, type InvalidRequestCase, type RequestCase } from './request-cases.ts'
import type { SpecValidator } from './validator.ts'

/** All requests that a target's spec gives. */
export interface TargetCases {
  /** The first of the valid ones: what every other check begins with. */
  requiredOnly: RequestCase
  valid: RequestCase[]
  invalid: InvalidRequestCase[]
}

/** What the requests of one target are derived from. */
export interface CaseSource {
  operation: ChatOperation
  model: string
  validator: SpecValidator
}

/** Derives the requests of one target. The same spec gives the same ones. */
export function deriveCases({ operation, model, validator }: CaseSource): TargetCases {
  const valid = validCases(validator, operation, model)
  const [requiredOnly = { name: '', body: {} }] = valid
  const isAllowed = (body: unknown) => validator.violations(operation.requestPointer, body).length === 0
  return { requiredOnly, valid, invalid: invalidCases(validator, operation, fullestBody(valid, isAllowed)) }
}

/**
 * Every parameter with the value that holds most, or where these exclude each other the one body that does: what invalid
 * requests are made from.
 */
function fullestBody(valid: readonly RequestCase[], isAllowed: (body: unknown) => boolean): Record<string, unknown> {
  const bodies = valid.map(({ body }) => body).filter(isAllowed)
  const keys = [...new Set(bodies.flatMap((body) => Object.keys(body)))]
  const parameters = keys.map((key) => [key, fullest(bodies.map((candidate) => candidate[key]))] as const)
  const whole = [Object.fromEntries(parameters), ...bodies.toSorted((one, other) => countKeys(other) - countKeys(one))]
  return whole.find(isAllowed) ?? {}
}

function countKeys(body: Record<string, unknown>): number {
  return Object.keys(body).length
}
