import type { ChatOperation } from './chat-operation.ts'
import { invalidCases, validCases, type InvalidRequestCase, type RequestCase } from './request-cases.ts'
import { fullest } from './sample-values.ts'
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
  document: Record<string, unknown>
  operation: ChatOperation
  model: string
  validator: SpecValidator
}

/** Derives the requests of one target. The same spec gives the same ones. */
export function deriveCases({ document, operation, model, validator }: CaseSource): TargetCases {
  const valid = validCases(document, operation, model)
  const [requiredOnly = { name: '', body: {} }] = valid
  const isAllowed = (body: unknown) => validator.violations(operation.requestPointer, body).length === 0
  return { requiredOnly, valid, invalid: invalidCases(document, operation, fullestBody(valid, isAllowed), isAllowed) }
}

/** Every parameter with the value that holds most: what invalid requests are made from. */
function fullestBody(valid: readonly RequestCase[], isAllowed: (body: unknown) => boolean): Record<string, unknown> {
  const bodies = valid.map(({ body }) => body).filter(isAllowed)
  const keys = [...new Set(bodies.flatMap((body) => Object.keys(body)))]
  const body = keys.map((key) => [key, fullest(bodies.map((candidate) => candidate[key]))] as const)
  return Object.fromEntries(body)
}
