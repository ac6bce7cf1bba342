import type { Exchange } from '../../support/observed-fetch.ts'
import { asOpen } from '../answers/stream-view.ts'
import { parseJson } from '../check-context.ts'
import { checkThrown } from '../checks/errors.ts'
import { findAnswer } from '../documented-answer.ts'
import { fromPointer } from '../json-pointer.ts'
import { pointerOfPath } from '../json-schema.ts'
import type { LiveCall } from './call-gateway.ts'
import type { LiveCase } from './live-case.ts'
import { blameGateway, checkHeld, quote, type LiveContext } from './live-context.ts'

/** Statuses that refuse a caller, and say nothing of the request: key, balance, permission, rate. */
const ABOUT_THE_CALLER = [401, 402, 403, 429]

/** What has to be refused is refused with a documented error, which reaches the caller as its class. */
export function checkLiveRefusal(context: LiveContext, liveCase: LiveCase, call: LiveCall, exchange: Exchange): void {
  const { operation } = context.target
  const { name } = liveCase
  const body = parseJson(exchange.responseBody)
  const status = String(exchange.status)
  const isError = asOpen(body)['error'] != null
  if (exchange.status < 400 && !isError) {
    blameGateway(context, 'DC402', pointerOfFault(context, liveCase), `${name}: accepted with ${status}`)
    return
  }
  const expected = expectedStatuses(context, liveCase)
  const documented = findAnswer(operation, exchange.status)
  context.recorder.check(expected.includes(exchange.status), () => ({
    code: 'DC405',
    side: 'gateway',
    pointer: documented?.schemaPointer ?? operation.pointer,
    message: `${name}: refused with ${status} instead of ${expected.join(' or ')}: ${quote(exchange.responseBody)}`,
  }))
  if (exchange.status < 400) return

  const pointer = documented?.schemaPointer ?? operation.pointer
  if (call.answer?.isWhole === false || (documented && body === undefined)) {
    blameGateway(context, 'DC405', pointer, `${name}: the error is no whole JSON: ${quote(exchange.responseBody)}`)
  } else if (documented) {
    checkHeld(context, name, 'DC405', { what: 'error', pointer, values: [body] })
  }
  if (call.answer?.isWhole) checkThrown(context, name, pointer, exchange, call.error)
}

function expectedStatuses({ target: { operation } }: LiveContext, { expects }: LiveCase): number[] {
  if (expects === 'wrong-key') return [401]
  const documented = [...operation.answers.map(({ status }) => status), ...operation.bareStatuses]
  const refusing = documented.filter((status) => status >= 400 && status < 500 && !ABOUT_THE_CALLER.includes(status))
  return refusing.length > 0 ? refusing : [operation.refusalStatus]
}

/** The constraint that was violated; of a wrong key, the operation's security. */
function pointerOfFault({ target }: LiveContext, { expects, body }: LiveCase): string {
  const { document, operation, validator } = target
  if (expects === 'wrong-key') return operation.securityPointer
  const [violation] = validator.violations(operation.requestPointer, body)
  const root = { schema: operation.requestSchema, pointer: operation.requestPointer }
  return pointerOfPath(document, root, fromPointer(violation?.instancePath ?? ''))
}
