import { isDeepStrictEqual } from 'node:util'
import { callClient, parseJson, preferring, type CheckContext } from '../check-context.ts'
import type { NamedExample } from '../documented-answer.ts'
import type { RequestCase } from '../request-cases.ts'
import { checkHandedOn } from './own-answers.ts'
import { checkAnswer, checkRequest } from './wire.ts'

/** A completion that the docs show, asked for by its name, arrives as it is shown. */
export async function checkDocumentedCompletion(
  context: CheckContext,
  example: NamedExample,
  { body }: RequestCase,
): Promise<void> {
  const { target, recorder, coverage } = context
  const name = `example ${example.name ?? 'of status 200'}`
  const call = await callClient(context, name, body, { headers: preferring({ example: example.name }) })
  const exchange = call && checkRequest(context, name, body, call)
  if (!exchange) return
  const sent = parseJson(exchange.responseBody)
  recorder.check(exchange.status === 200 && isDeepStrictEqual(sent, example.value), () => ({
    code: 'DC404',
    side: 'mock',
    pointer: target.completionPointer,
    message: `${name}: answered ${String(exchange.status)} ${exchange.responseBody} instead of the documented example`,
  }))
  if (exchange.status !== 200) return
  checkAnswer(context, name, exchange, target.completionPointer)
  checkHandedOn(context, name, sent, call)
  coverage.completion.see(call.result)
}
