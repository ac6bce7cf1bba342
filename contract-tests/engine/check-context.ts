import type { ClientOptions, GatewayId, RequestOptions, UncheckedParams } from 'doubao-client'
import { observeFetch, type Exchange, type ObservedFetch } from '../support/observed-fetch.ts'
import type { PreparedTarget } from './contract-target.ts'
import type { Mock } from './mock.ts'
import type { Coverage } from './property-coverage.ts'
import type { Recorder } from './recorder.ts'

/** What every check of a target works with. */
export interface CheckContext {
  target: PreparedTarget
  mock: Mock
  recorder: Recorder
  createClient: CreateClient
  coverage: Coverage
  /** Keywords of which a violation was seen refused. */
  refusedKinds: Set<string>
}

/** The package's entry, as far as the checks use it. */
export type CreateClient = (options: ClientOptions) => { chat: { completions: UntypedCompletions } }

/** What one call of the client did. */
export interface Call {
  /** What the call returned, after `read` where that was given; undefined where it threw. */
  result: unknown
  /** What it threw. */
  error: unknown
  exchanges: Exchange[]
}

/** Not a secret: the mock takes any key. Long enough to be redacted where it shows. */
export const MOCK_API_KEY = 'contract-tests-api-key'

/** Calls as the checks make them: bodies come from a schema, so no type can hold them. */
export interface UntypedCompletions {
  create: (params: UncheckedParams, options?: RequestOptions) => Promise<unknown>
  createUnchecked: (params: UncheckedParams, options?: RequestOptions) => Promise<unknown>
}

/** How a call differs from a plain one. */
export interface CallOptions {
  headers?: Record<string, string>
  /** Reads the result to its end while the call counts as running, as a stream needs. */
  read?: (result: unknown) => Promise<unknown>
}

/** The header that asks a mock for one of its answers: https://www.rfc-editor.org/rfc/rfc7240 and Prism's guide. */
export function preferring(wanted: Record<string, string | number | undefined>): Record<string, string> {
  const asked = Object.entries(wanted).filter(([, value]) => value !== undefined)
  return asked.length === 0 ? {} : { Prefer: asked.map(([key, value]) => `${key}=${String(value)}`).join(', ') }
}

/**
 * Makes one call of the mock through the package's public entry, and keeps what went over the wire. A mock that did not
 * live through it is a finding; undefined is returned then.
 */
export async function callClient(
  context: CheckContext,
  name: string,
  body: Record<string, unknown>,
  options: CallOptions = {},
): Promise<Call | undefined> {
  const { target, mock, recorder } = context
  const call = await callAt(context, await mock.baseURL(target.id), observeFetch(), body, options)
  const isAlive = await mock.isAlive()
  const message = `the mock died of the case: ${name}`
  return recorder.check(isAlive, () => ({ code: 'DC409', side: 'mock', message })) ? call : undefined
}

/** Makes one call that is answered at once with `response`: what no mock can be brought to say. */
export async function callAnswered(
  context: Pick<CheckContext, 'target' | 'createClient'>,
  response: Response,
  body: Record<string, unknown>,
  options: CallOptions = {},
): Promise<Call> {
  const observed = observeFetch(() => Promise.resolve(response.clone()))
  return await callAt(context, 'http://127.0.0.1', observed, body, options)
}

async function callAt(
  { target, createClient }: Pick<CheckContext, 'target' | 'createClient'>,
  baseURL: string,
  observed: ObservedFetch,
  body: Record<string, unknown>,
  { headers, read }: CallOptions,
): Promise<Call> {
  const gateway = target.gateway as GatewayId
  const params = body as UncheckedParams
  const call: Call = { result: undefined, error: undefined, exchanges: [] }
  try {
    // What is sent again, and when, is the fault server's to show: here one call is one exchange.
    const options = { gateway, apiKey: MOCK_API_KEY, baseURL, fetch: observed.fetch, maxRetries: 0 }
    const { completions } = createClient(options).chat
    // A body for another model than the target's is an invalid case; only the unchecked call lets it through.
    const pending =
      body['model'] === target.model
        ? completions.create(params, { headers })
        : completions.createUnchecked(params, { headers })
    call.result = read ? await read(await pending) : await pending
  } catch (error) {
    call.error = error ?? new Error('the call threw nothing')
  }
  call.exchanges = await observed.takeExchanges()
  return call
}

/** Name and message of anything that was thrown. */
export function describeError(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : String(error)
}

/** The JSON of a text, or undefined. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
