import { isDeepStrictEqual } from 'node:util'
import { describeError } from '../check-context.ts'
import type { Exchange } from '../../support/observed-fetch.ts'
import { callGateway, type LiveCall } from './call-gateway.ts'
import { checkLiveCompletion } from './check-live-completion.ts'
import { checkLiveRefusal } from './check-live-refusal.ts'
import { checkLiveStream } from './check-live-stream.ts'
import type { Expectation, LiveCase } from './live-case.ts'
import { blameGateway, type LiveContext } from './live-context.ts'

/** Holds what came against what has to come. */
type CheckAnswered = (context: LiveContext, liveCase: LiveCase, call: LiveCall, exchange: Exchange) => void

const checks: Record<Expectation, CheckAnswered> = {
  completion: checkLiveCompletion,
  stream: checkLiveStream,
  refusal: checkLiveRefusal,
  'wrong-key': checkLiveRefusal,
}

/** Makes the call of one case, and checks the request, the answer, and what the client made of it. */
export async function checkLiveCase(context: LiveContext, liveCase: LiveCase): Promise<LiveCall> {
  const { target, recorder, connection } = context
  const { name, expects, body } = liveCase
  const pointer = target.operation.requestPointer
  const isValid = target.validator.violations(pointer, body).length === 0
  const is = isValid ? 'valid' : 'invalid'
  recorder.check(isValid === (expects !== 'refusal'), () => ({
    code: 'DC412',
    side: 'spec',
    pointer,
    message: `${name}: by its spec the request is ${is}, and ${expects === 'refusal' ? 'must not' : 'has to'} be`,
  }))

  const call = await callGateway(connection, liveCase)
  const [exchange] = call.exchanges
  if (!checkSent(context, liveCase, call)) return call
  if (exchange) checks[expects](context, liveCase, call, exchange)
  else blameGateway(context, 'DC414', target.operation.pointer, `${name}: no answer came`)
  return call
}

/** One call is one request, and that request is the case's. */
function checkSent({ target, recorder, connection }: LiveContext, { name, body }: LiveCase, call: LiveCall): boolean {
  const [sent] = call.requests
  const isOne = recorder.check(call.requests.length === 1, () => ({
    code: 'DC413',
    side: 'facade',
    message: `${name}: ${String(call.requests.length)} requests, ${describeError(call.error)}`,
  }))
  if (!isOne || !sent) return false
  const base = new URL(connection.baseURL).pathname.replace(/\/$/, '')
  const expected = { method: 'POST', path: base + target.operation.path, body, isKeyRight: true }
  const { headers: _headers, ...actual } = sent
  return recorder.check(isDeepStrictEqual(actual, expected), () => ({
    code: 'DC403',
    side: 'facade',
    pointer: target.operation.requestPointer,
    message: `${name}: sent ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`,
  }))
}
