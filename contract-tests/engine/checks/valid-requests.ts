import { isDeepStrictEqual } from 'node:util'
import { callClient, describeError, parseJson, type CheckContext } from '../check-context.ts'
import type { RequestCase } from '../request-cases.ts'
import { checkSchema } from './schema.ts'
import { checkAnswer, checkRequest } from './wire.ts'

/** A valid request reaches the mock as it was made, is accepted, and its answer reaches the caller whole. */
export async function checkValidRequest(context: CheckContext, { name, body }: RequestCase): Promise<void> {
  const { target, recorder } = context
  const pointer = target.operation.requestPointer
  checkSchema(context, pointer, body, { code: 'DC412', side: 'spec', message: name })

  const call = await callClient(context, name, body)
  const exchange = call && checkRequest(context, name, body, call)
  if (!exchange) return
  const isAccepted = recorder.check(exchange.status === 200, () => ({
    code: 'DC401',
    side: 'mock',
    pointer,
    message: `${name}: refused with ${String(exchange.status)} ${refusalOf(exchange.responseHeaders, exchange.responseBody)}`,
  }))
  if (!isAccepted) return
  checkAnswer(context, name, exchange, target.completionPointer)

  const answer = parseJson(exchange.responseBody)
  const isWhole = call.error === undefined && isDeepStrictEqual(call.result, answer)
  recorder.check(isWhole, () => ({
    code: 'DC414',
    side: 'facade',
    pointer: target.completionPointer,
    message: `${name}: ${call.error === undefined ? 'the caller got another completion than was sent' : describeError(call.error)}`,
  }))
  target.coverage.completion.see(call.result)
}

function refusalOf(headers: Headers, body: string): string {
  return headers.get('sl-violations') ?? body
}
