import { isDeepStrictEqual } from 'node:util'
import type { Exchange } from '../../support/observed-fetch.ts'
import { describeError, MOCK_API_KEY, parseJson, type Call, type CheckContext } from '../check-context.ts'
import { checkAgreement } from './agreement.ts'
import { checkSchema } from './schema.ts'

/** One call is one request, and that request is the case's, at the operation's address. Gives back the exchange. */
export function checkRequest(
  { target, recorder, coverage }: CheckContext,
  name: string,
  body: Record<string, unknown>,
  { exchanges, error }: Call,
): Exchange | undefined {
  const [exchange] = exchanges
  const count = `${String(exchanges.length)} requests`
  const isOne = recorder.check(exchanges.length === 1, () => ({
    code: 'DC413',
    side: 'facade',
    message: `${name}: ${count}${error === undefined ? '' : `, ${describeError(error)}`}`,
  }))
  if (!isOne || !exchange) return undefined

  const sent = parseJson(exchange.requestBody)
  const expected = {
    method: 'POST',
    path: target.operation.path,
    authorization: `Bearer ${MOCK_API_KEY}`,
    'content-type': 'application/json',
    body,
  }
  const actual = {
    method: exchange.method,
    path: exchange.url.pathname,
    authorization: exchange.requestHeaders.get('authorization'),
    'content-type': exchange.requestHeaders.get('content-type'),
    body: sent,
  }
  recorder.check(isDeepStrictEqual(actual, expected), () => ({
    code: 'DC403',
    side: 'facade',
    pointer: target.operation.requestPointer,
    message: `${name}: sent ${JSON.stringify(actual)} instead of ${JSON.stringify(expected)}`,
  }))
  coverage.request.see(sent)
  return exchange
}

/** The mock itself finds its answer in keeping with the document it serves, and so does the client's spec. */
export function checkAnswer(context: CheckContext, name: string, exchange: Exchange, schemaPointer: string): void {
  const own = readViolations(exchange).find(({ location: [part] }) => part === 'response')
  context.recorder.check(own === undefined, () => ({
    code: 'DC404',
    side: 'mock',
    pointer: schemaPointer,
    message: `${name}: the mock finds its own answer at fault: ${own?.message ?? ''}`,
  }))
  const answer = parseJson(exchange.responseBody)
  checkSchema(context, schemaPointer, answer, { code: 'DC404', side: 'mock', message: `${name}: in the answer` })
  checkAgreement(context, name, schemaPointer, answer)
}

/** What the mock finds wrong with a request (`["request", "body", …]`) or with its own answer. */
export interface MockViolation {
  location: (string | number)[]
  message: string
}

/** Prism's violations header. */
export function readViolations({ responseHeaders }: Exchange): MockViolation[] {
  return (parseJson(responseHeaders.get('sl-violations') ?? '[]') ?? []) as MockViolation[]
}
