import { callClient, type CheckContext } from '../check-context.ts'
import type { InvalidRequestCase } from '../request-cases.ts'
import { checkError } from './errors.ts'
import { checkRequest } from './wire.ts'

/** A request that violates one constraint is refused, and surfaces as the error that the refusal says. */
export async function checkInvalidRequest(context: CheckContext, invalidCase: InvalidRequestCase): Promise<void> {
  const { target, recorder } = context
  const { name, body, pointer } = invalidCase
  const violations = target.validator.violations(target.operation.requestPointer, body)
  recorder.check(violations.length > 0, () => ({
    code: 'DC412',
    side: 'spec',
    pointer,
    message: `${name}: the schema allows what the case holds`,
  }))

  const call = await callClient(context, name, body)
  const exchange = call && checkRequest(context, name, body, call)
  if (!exchange) return
  const isRefused = recorder.check(exchange.status >= 400, () => ({
    code: 'DC402',
    side: 'mock',
    pointer,
    message: `${name}: accepted with ${String(exchange.status)}`,
  }))
  if (!isRefused) return
  checkError(context, name, target.operation.refusalStatus, exchange, call.error)
}
