import {
  APIError,
  AuthenticationError,
  BadRequestError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from 'doubao-client'
import { isDeepStrictEqual } from 'node:util'
import type { Exchange } from '../../support/observed-fetch.ts'
import { callClient, describeError, parseJson, type CheckContext } from '../check-context.ts'
import type { DocumentedAnswer } from '../chat-operation.ts'
import { checkAnswer, checkRequest } from './wire.ts'

/** Written by hand: which class a caller may expect of a status. */
const classOfStatus: Record<number, typeof APIError> = {
  400: BadRequestError,
  401: AuthenticationError,
  402: PermissionDeniedError,
  403: PermissionDeniedError,
  404: NotFoundError,
  413: BadRequestError,
  422: BadRequestError,
  429: RateLimitError,
  500: InternalServerError,
  502: InternalServerError,
  503: InternalServerError,
  504: InternalServerError,
}

/** What has to arrive. */
interface ExpectedError {
  name: string
  status: number
  type: typeof APIError
}

/** A documented error status, asked for by name, arrives as its class with the example's code and message. */
export async function checkErrorStatus(
  context: CheckContext,
  { status }: DocumentedAnswer,
  body: Record<string, unknown>,
): Promise<void> {
  const name = `status ${String(status)}`
  const call = await callClient(context, name, body, { headers: { Prefer: `code=${String(status)}` } })
  const exchange = call && checkRequest(context, name, body, call)
  if (!exchange) return
  checkError(context, { name, status, type: classOfStatus[status] ?? APIError }, exchange, call.error)
}

/** The mock answered with the documented error, and the client handed on what the mock answered. */
export function checkError(
  context: CheckContext,
  { name, status, type }: ExpectedError,
  exchange: Exchange,
  error: unknown,
): void {
  const { target, recorder } = context
  const documented = target.operation.answers.find((answer) => answer.status === status)
  const pointer = documented?.schemaPointer ?? target.operation.pointer
  const sent = parseJson(exchange.responseBody)
  const example = documented?.example
  const isDocumented = exchange.status === status && (example === undefined || isDeepStrictEqual(sent, example))
  recorder.check(isDocumented, () => ({
    code: 'DC405',
    side: 'mock',
    pointer,
    message: `${name}: answered ${String(exchange.status)} ${exchange.responseBody} instead of the documented example`,
  }))
  if (documented) checkAnswer(context, name, exchange, documented.schemaPointer)

  const arrived = error instanceof type ? { status: error.status, body: error.body, ...wordsOf(error) } : undefined
  const expected = { status: exchange.status, body: sent, ...wordsIn(sent) }
  recorder.check(isDeepStrictEqual(arrived, expected), () => ({
    code: 'DC405',
    side: 'facade',
    pointer,
    message: `${name}: ${describeError(error)} instead of a ${type.name} with ${JSON.stringify(expected)}`,
  }))
}

function wordsOf({ code, message }: APIError) {
  return { code, message }
}

/** Code and message where the documented envelope has them. */
function wordsIn(body: unknown) {
  const { error } = (body ?? {}) as { error?: { code?: string; message?: string } }
  return { code: error?.code, message: error?.message }
}
