import { callClient, type CheckContext } from '../check-context.ts'
import { findAnswer } from '../documented-answer.ts'
import type { InvalidRequestCase } from '../request-cases.ts'
import { checkAgreement } from './agreement.ts'
import { checkError } from './errors.ts'
import { checkRequest } from './wire.ts'

/** A request that violates one constraint is refused, and surfaces as the error that the refusal says. */
export async function checkInvalidRequest(context: CheckContext, invalidCase: InvalidRequestCase): Promise<void> {
  const { target, recorder, refusedKinds } = context
  const { name, body, pointer, kind } = invalidCase
  const violations = target.validator.violations(target.operation.requestPointer, body)
  recorder.check(violations.length > 0, () => ({
    code: 'DC412',
    side: 'spec',
    pointer,
    message: `${name}: the schema allows what the case holds`,
  }))
  checkAgreement(context, name, target.operation.requestPointer, body)

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
  if (exchange.status >= 400) refusedKinds.add(kind)
  const { refusalStatus: status } = target.operation
  const example = findAnswer(target.operation, status)?.examples[0]
  checkError(context, name, { status, example }, exchange, call.error)
}

/** Of each kind of constraint the mock was seen to refuse a violation: what it never refuses, it does not look at. */
export function checkRefusedKinds(
  { target, recorder, refusedKinds }: CheckContext,
  cases: readonly InvalidRequestCase[],
): void {
  for (const kind of new Set(cases.map((invalidCase) => invalidCase.kind))) {
    recorder.check(refusedKinds.has(kind), () => ({
      code: 'DC410',
      side: 'mock',
      pointer: target.operation.requestPointer,
      message: `no violation of a ${kind} was refused`,
    }))
  }
}
