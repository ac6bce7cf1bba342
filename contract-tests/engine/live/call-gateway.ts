import type { GatewayId, UncheckedParams } from 'doubao-client'
import { parseJson, type Call, type CreateClient } from '../check-context.ts'
import { readStream } from '../checks/stream.ts'
import { keptHeaders, toResponse, type Answer, type Ask } from './answer.ts'
import type { LiveCase } from './live-case.ts'

/** One request as it left the client; its key is not kept. */
export interface SentRequest {
  method: string
  path: string
  headers: Record<string, string>
  body: unknown
  /** Whether it carried the key that it had to. */
  isKeyRight: boolean
}

/** A call, what it sent, and what came. */
export interface LiveCall extends Call {
  requests: SentRequest[]
  /** Undefined where none came. */
  answer: Answer | undefined
}

/** Who is called, and how. */
export interface Connection {
  gateway: string
  /** Where the client sends to; a replay sends nothing. */
  baseURL: string
  apiKey: string
  createClient: CreateClient
  ask: Ask
}

/** A key that no gateway gave out. */
export const WRONG_API_KEY = 'sk-0000-no-key-but-a-test-of-your-refusal'

/** Makes one call of a case through the package's public entry. Streams are read to their end. */
export async function callGateway(connection: Connection, liveCase: LiveCase): Promise<LiveCall> {
  const { gateway, baseURL, createClient, ask } = connection
  const apiKey = liveCase.expects === 'wrong-key' ? WRONG_API_KEY : connection.apiKey
  const call: LiveCall = { result: undefined, error: undefined, exchanges: [], requests: [], answer: undefined }

  const fetch: typeof globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const requestBody = await request.clone().text()
    const { pathname: path } = new URL(request.url)
    const isKeyRight = request.headers.get('authorization') === `Bearer ${apiKey}`
    const headers = keptHeaders(request.headers)
    call.requests.push({ method: request.method, path, headers, body: parseJson(requestBody), isKeyRight })
    const answer = (call.answer = await ask(request, liveCase))
    if (!answer) throw new TypeError('no answer came')
    call.exchanges.push({
      method: request.method,
      url: new URL(request.url),
      requestHeaders: request.headers,
      requestBody,
      status: answer.status,
      responseHeaders: new Headers(answer.headers),
      responseBody: answer.body,
    })
    return toResponse(answer)
  }
  try {
    const options = { gateway: gateway as GatewayId, apiKey, baseURL, fetch, maxRetries: 0 }
    const result = await createClient(options).chat.completions.create(liveCase.body as UncheckedParams)
    call.result = liveCase.body['stream'] === true ? await readStream(result) : result
  } catch (error) {
    call.error = error ?? new Error('the call threw nothing')
  }
  return call
}
