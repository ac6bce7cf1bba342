import { UnexpectedResponseError } from 'doubao-client'
import { isDeepStrictEqual } from 'node:util'
import { callClient, describeError, parseJson, type CheckContext } from '../check-context.ts'
import type { Exchange } from '../../support/observed-fetch.ts'
import type { Finding } from '../finding.ts'
import { pointerOfPath } from '../json-schema.ts'
import { UnreachableOperationError } from '../mock.ts'
import type { RequestCase } from '../request-cases.ts'
import { checkAgreement } from './agreement.ts'
import { checkSchema } from './schema.ts'
import { checkAnswer, checkRequest, readViolations } from './wire.ts'

/** A valid request reaches the mock as it was made, is accepted, and its answer reaches the caller whole. */
export async function checkValidRequest(context: CheckContext, { name, body }: RequestCase): Promise<void> {
  const { target, recorder } = context
  const pointer = target.operation.requestPointer
  checkSchema(context, pointer, body, { code: 'DC412', side: 'spec', message: name })
  checkAgreement(context, name, pointer, body)

  const call = await callClient(context, name, body)
  const exchange = call && checkRequest(context, name, body, call)
  if (!exchange) return
  if (exchange.status === 200) recorder.pass()
  else if (reportRefusal(context, name, exchange)) return
  checkAnswer(context, name, exchange, target.completionPointer)

  const answer = parseJson(exchange.responseBody)
  // What is no completion must not reach the caller as one: that is the mock's fault, found above, and the facade's duty.
  const isWhole = isCompletion(answer)
    ? call.error === undefined && isDeepStrictEqual(call.result, answer)
    : call.error instanceof UnexpectedResponseError
  recorder.check(isWhole, () => ({
    code: 'DC414',
    side: 'facade',
    pointer: target.completionPointer,
    message: `${name}: ${call.error === undefined ? 'the caller got another completion than was sent' : describeError(call.error)}`,
  }))
  context.coverage.completion.see(call.result)
}

/** What the facade promises of every completion: at least one choice, and a message in each. */
export function isCompletion(answer: unknown): boolean {
  const { choices } = (answer ?? {}) as { choices?: unknown }
  if (!Array.isArray(choices) || choices.length === 0) return false
  return choices.every((choice: { message?: unknown } | null) => {
    return typeof choice?.message === 'object' && choice.message !== null
  })
}

/** Keeps a finding for each reason of a refusal. Gives back whether the case ends with them. */
function reportRefusal(context: CheckContext, name: string, exchange: Exchange): boolean {
  const findings = refusalFindings(context, name, exchange)
  if (findings.length > 0) return findings.map((finding) => context.recorder.fail(finding)).includes(true)

  const { target, recorder } = context
  const answer = `${String(exchange.status)} ${exchange.responseBody}`
  const missing = readViolations(exchange).find(({ location: [, place] }) => place === 'header' || place === 'query')
  const operation = target.operation.pointer
  const [message, finding] = missing
    ? ([
        `${name}: the client sends a body and a key alone: ${missing.message}; the rest was not checked`,
        { code: 'DC401', side: 'facade', pointer: `${operation}/parameters` },
      ] as const)
    : ([
        `${name}: the operation itself is refused with ${answer}; the rest was not checked`,
        { code: 'DC401', side: 'mock', pointer: operation },
      ] as const)
  // Another path, method, key or media type: every further case would only say so again.
  if (recorder.fail({ ...finding, message })) throw new UnreachableOperationError(message)
  return false
}

/** One finding for each reason that the mock gives, at the parameter that it is about. */
function refusalFindings({ target }: CheckContext, name: string, exchange: Exchange): Finding[] {
  const { operation, document } = target
  const root = { schema: operation.requestSchema, pointer: operation.requestPointer }
  const message = `${name}: refused with ${String(exchange.status)}`
  const reasons = readViolations(exchange).filter(
    ({ location: [part, place] }) => part === 'request' && place === 'body',
  )
  return reasons.map(({ location: [, , ...path], message: reason }) => ({
    code: 'DC401',
    side: 'mock',
    pointer: pointerOfPath(document, root, path.map(String)),
    message: `${message}: ${reason}`,
  }))
}
