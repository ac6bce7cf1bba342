import { createServer, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { writeEvents } from '../../engine/answers/event-text.ts'
import { parseJson } from '../../engine/check-context.ts'
import { deviations, type Deviation, type DeviationName } from './deviations.ts'
import { rightOutcome, type Outcome } from './right-answers.ts'

/** How a gateway behaves. */
export interface GatewayOptions {
  /** The one that it gave out. */
  apiKey: string
  /** Whether a request is valid by the docs. */
  isValid: (body: unknown) => boolean
  /** Its one fault. @default none */
  deviation?: DeviationName | undefined
  /** Whether it says the key again wherever it can. @default false */
  quotesKey?: boolean
}

/** A gateway on loopback. Dispose of it to end it. */
export interface DeviatingGateway extends AsyncDisposable {
  /** Without `/v1`. */
  baseURL: string
  /** How many requests came. */
  requestCount: () => number
}

/** Starts a gateway that keeps its docs, but for the one deviation that it is told. */
export async function startDeviatingGateway(options: GatewayOptions): Promise<DeviatingGateway> {
  const { apiKey, isValid, quotesKey = false } = options
  const deviation: Deviation | undefined = options.deviation && deviations[options.deviation]
  let requestCount = 0
  const server = createServer((request, response) => {
    requestCount += 1
    void text(request).then((requestText) => {
      const body = parseJson(requestText)
      const asked = {
        isKeyRight: request.headers.authorization === `Bearer ${apiKey}`,
        isValid: request.method === 'POST' && request.url === '/v1/chat/completions' && isValid(body),
        isStream: (body as { stream?: unknown }).stream === true,
      }
      const outcome = rightOutcome(deviation?.overlook?.(asked) ?? asked)
      answer(response, deviation?.deviate?.(outcome) ?? outcome, quotesKey ? apiKey : undefined)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (typeof address !== 'object' || address === null) throw new Error('the gateway has no port')
  return {
    baseURL: `http://127.0.0.1:${String(address.port)}`,
    requestCount: () => requestCount,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function answer(response: ServerResponse, outcome: Outcome, quoted: string | undefined): void {
  const { status, json, chunks, hasEndMark, isSilent } = outcome
  if (isSilent) {
    response.destroy()
    return
  }
  const quotation = quoted === undefined ? {} : quotations(quoted)
  response.statusCode = status
  response.setHeader('set-cookie', `account=${quoted ?? 'of-the-caller'}`)
  response.setHeader('x-request-id', quoted ?? '0217531000')
  if (!chunks) {
    response.setHeader('content-type', 'application/json; charset=utf-8').end(JSON.stringify({ ...json, ...quotation }))
    return
  }
  const told = chunks.map((chunk) => ({ ...chunk, ...quotation }))
  const events = hasEndMark ? writeEvents(told) : writeEvents(told, '')
  response.setHeader('content-type', 'text/event-stream; charset=utf-8').end(events)
}

/** A key in all the forms in which a careless gateway may repeat it. */
function quotations(key: string): object {
  return {
    debug: `Authorization: Bearer ${key}`,
    basic: Buffer.from(`user:${key}`).toString('base64'),
    shifted: Buffer.from(`Bearer ${key}`).toString('base64url'),
    link: `https://example.com/?key=${encodeURIComponent(key)}`,
  }
}
