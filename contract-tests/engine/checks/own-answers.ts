import { UnexpectedResponseError } from 'doubao-client'
import { isDeepStrictEqual } from 'node:util'
import type { Exchange } from '../../support/observed-fetch.ts'
import { randomAnswers } from '../answers/random-answers.ts'
import { callAnswered, describeError, parseJson, type Call, type CheckContext } from '../check-context.ts'
import { findChatOperation } from '../chat-operation.ts'
import { findAnswer, type DocumentedAnswer } from '../documented-answer.ts'
import { checkAgreement } from './agreement.ts'
import { checkThrown } from './errors.ts'
import { checkSchema } from './schema.ts'
import { isCompletion } from './valid-requests.ts'

/** Where own answers come from. */
export interface OwnAnswersOptions {
  /**
   * The document that bodies are made from. What it says other than the target's own is found by the answers alone.
   *
   * @default the target
   */
  source?: { document: Record<string, unknown> } | undefined
  /** @default 1 */
  seed?: number | undefined
}

const COMPLETION_COUNT = 50
const ERROR_COUNT = 10

/**
 * Answers the client with random bodies of each documented status, as no mock does, since one cannot be brought to leave
 * out what is optional. Each is one request, valid by the target's spec, and arrives as it was sent or as the error that
 * it has to be.
 */
export async function checkOwnAnswers(
  context: CheckContext,
  body: Record<string, unknown>,
  { source = context.target, seed = 1 }: OwnAnswersOptions = {},
): Promise<void> {
  for (const { status, schemaPointer } of findChatOperation(source.document)?.answers ?? []) {
    const count = status === 200 ? COMPLETION_COUNT : ERROR_COUNT
    const answers = randomAnswers(source.document, schemaPointer, count, seed + status)
    const documented = findAnswer(context.target.operation, status)
    for (const [index, answer] of answers.entries()) {
      await checkOwnAnswer(context, `random answer ${String(index + 1)} of status ${String(status)}`, body, {
        response: Response.json(answer, { status }),
        documented,
      })
    }
  }
}

interface PlayedAnswer {
  response: Response
  documented: DocumentedAnswer | undefined
}

/** Answers one call, and checks the answer and what the client made of it. */
export async function checkOwnAnswer(
  context: CheckContext,
  name: string,
  body: Record<string, unknown>,
  { response, documented }: PlayedAnswer,
): Promise<Call> {
  const call = await callAnswered(context, response, body)
  const exchange = takeExchange(context, name, call)
  if (!exchange) return call
  const sent = parseJson(exchange.responseBody)
  const pointer = documented?.schemaPointer ?? context.target.operation.pointer
  if (documented) {
    checkSchema(context, pointer, sent, { code: 'DC404', side: 'gateway', message: name })
    checkAgreement(context, name, pointer, sent)
  }
  if (exchange.status >= 400) checkThrown(context, name, pointer, exchange, call.error)
  else checkHandedOn(context, name, sent, call)
  return call
}

/** The one exchange of a call that is answered at once. */
export function takeExchange(
  { recorder }: CheckContext,
  name: string,
  { exchanges, error }: Call,
): Exchange | undefined {
  const isOne = recorder.check(exchanges.length === 1, () => ({
    code: 'DC413',
    side: 'facade',
    message: `${name}: ${String(exchanges.length)} requests${error === undefined ? '' : `, ${describeError(error)}`}`,
  }))
  return isOne ? exchanges[0] : undefined
}

/** A completion reaches the caller as it was sent; anything else is an error of its own class. */
export function checkHandedOn({ target, recorder }: CheckContext, name: string, sent: unknown, call: Call): void {
  const isRight = isCompletion(sent)
    ? call.error === undefined && isDeepStrictEqual(call.result, sent)
    : call.error instanceof UnexpectedResponseError
  const what = call.error === undefined ? `the caller got ${JSON.stringify(call.result)}` : describeError(call.error)
  recorder.check(isRight, () => ({
    code: 'DC414',
    side: 'facade',
    pointer: target.completionPointer,
    message: `${name}: ${what} of ${JSON.stringify(sent)}`,
  }))
}
