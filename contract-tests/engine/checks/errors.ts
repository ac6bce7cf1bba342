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
import { callClient, describeError, parseJson, preferring, type CheckContext } from '../check-context.ts'
import { findAnswer, type NamedExample } from '../documented-answer.ts'
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

/** An error that is documented: its status, and one of the examples, where it has any. */
export interface DocumentedError {
  status: number
  example: NamedExample | undefined
}

/** A documented error, asked for by name, arrives as its class, with the example's code and message if it has one. */
export async function checkErrorStatus(
  context: CheckContext,
  { status, example }: DocumentedError,
  body: Record<string, unknown>,
): Promise<void> {
  const name = `status ${String(status)}${example?.name === undefined ? '' : ` (${example.name})`}`
  const headers = preferring({ code: status, example: example?.name })
  const call = await callClient(context, name, body, { headers })
  const exchange = call && checkRequest(context, name, body, call)
  if (!exchange) return
  checkError(context, name, { status, example }, exchange, call.error)
}

/** The mock answered with the documented error, and the client handed on what the mock answered. */
export function checkError(
  context: CheckContext,
  name: string,
  { status, example }: DocumentedError,
  exchange: Exchange,
  error: unknown,
): void {
  const { target, recorder } = context
  const documented = findAnswer(target.operation, status)
  const pointer = documented?.schemaPointer ?? target.operation.pointer
  const sent = parseJson(exchange.responseBody)
  const isDocumented = exchange.status === status && (!example || isDeepStrictEqual(sent, example.value))
  recorder.check(isDocumented, () => ({
    code: 'DC405',
    side: 'mock',
    pointer,
    message: `${name}: answered ${String(exchange.status)} ${exchange.responseBody} instead of the documented example`,
  }))
  if (documented) checkAnswer(context, name, exchange, documented.schemaPointer)

  // What the caller may expect follows from what was answered: the mock's fault is not the facade's.
  if (exchange.status >= 400) checkThrown(context, name, pointer, exchange, error)
}

/** The client threw the class that stands for an answer's status, with the answer's body, code and message. */
export function checkThrown(
  { recorder }: CheckContext,
  name: string,
  pointer: string,
  exchange: Exchange,
  error: unknown,
): void {
  const sent = parseJson(exchange.responseBody)
  const type = classOfStatus[exchange.status] ?? APIError
  const expected = { status: exchange.status, ...(sent !== undefined && { body: sent }), ...wordsIn(sent) }
  const facts = (error instanceof type ? error : {}) as Partial<Record<string, unknown>>
  const arrived = Object.fromEntries(Object.keys(expected).map((key) => [key, facts[key]]))
  recorder.check(isDeepStrictEqual(arrived, expected), () => ({
    code: 'DC405',
    side: 'facade',
    pointer,
    message: `${name}: ${describeError(error)} instead of a ${type.name} with ${JSON.stringify(expected)}`,
  }))
}

/** Code and message where the documented envelope has them as texts. An empty message tells a caller nothing. */
function wordsIn(body: unknown) {
  const { error } = (body ?? {}) as { error?: { code?: unknown; message?: unknown } | string | null }
  if (typeof error !== 'object' || error === null) return {}
  const { code, message } = error
  return { ...(typeof code === 'string' && { code }), ...(typeof message === 'string' && message && { message }) }
}
