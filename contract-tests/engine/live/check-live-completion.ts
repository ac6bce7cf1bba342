import type { Exchange } from '../../support/observed-fetch.ts'
import { asOpen } from '../answers/stream-view.ts'
import { parseJson } from '../check-context.ts'
import { failure } from '../checks/event-answer.ts'
import { checkHandedOn } from '../checks/own-answers.ts'
import type { LiveCall } from './call-gateway.ts'
import type { LiveCase } from './live-case.ts'
import { blameGateway, checkHeld, quote, type LiveContext } from './live-context.ts'

/** A valid request is answered with the documented completion, which reaches the caller as it came. */
export function checkLiveCompletion(
  context: LiveContext,
  { name }: LiveCase,
  call: LiveCall,
  exchange: Exchange,
): void {
  if (!checkAccepted(context, name, exchange)) return
  const { target, recorder } = context
  const pointer = target.completionPointer
  const body = parseJson(exchange.responseBody)
  const mediaType = exchange.responseHeaders.get('content-type')
  if (call.answer?.isWhole === false) {
    blameGateway(context, 'DC404', pointer, `${name}: the answer broke off after ${quote(exchange.responseBody)}`)
    recorder.check(call.error !== undefined, () => failure(name, 'DC414', 'half an answer was taken for a whole one'))
    return
  }
  if (body === undefined) {
    blameGateway(context, 'DC404', pointer, `${name}: the answer is no JSON: ${quote(exchange.responseBody)}`)
  } else if (asOpen(body)['error'] != null) {
    blameGateway(context, 'DC404', pointer, `${name}: an error under status 200: ${quote(exchange.responseBody)}`)
  } else {
    checkHeld(context, name, 'DC404', { what: 'completion', pointer, values: [body] })
    recorder.check(/\bjson\b/i.test(mediaType ?? ''), () => ({
      code: 'DC404',
      side: 'gateway',
      pointer,
      message: `${name}: the media type is ${String(mediaType)}, and not application/json`,
    }))
  }
  checkHandedOn(context, name, body, call)
}

/** A valid request is not refused. */
export function checkAccepted(context: LiveContext, name: string, { status, responseBody }: Exchange): boolean {
  const { operation } = context.target
  return context.recorder.check(status === 200, () => ({
    code: 'DC401',
    side: 'gateway',
    pointer: operation.requestPointer,
    message: `${name}: answered with ${String(status)}: ${quote(responseBody)}`,
  }))
}
