import type { CallLimits } from './call.ts'
import type { Clock } from './clock.ts'
import type { Hooks, Logger } from './hooks.ts'
import type { Connection, Gateway, GatewayId } from './operations.ts'

/** Limits of every call of a client, or of one call. Times are milliseconds; `Infinity` is no limit. */
export interface LimitOptions {
  /** Longest wait for an answer's headers, for each request. Default 300_000, as long as Node's own `fetch` waits. */
  timeout?: number | undefined
  /** Longest wait for content (no comment, role or empty delta), or for a JSON answer's body. Default 300_000. */
  idleTimeout?: number | undefined
  /** Longest time for all, retries and the loop's own included. Default 3_600_000: 65,536 tokens at 20 a second. */
  totalTimeout?: number | undefined
  /** How often a request that got no success, and may get one, is sent again. Default 2. */
  maxRetries?: number | undefined
  /** Longest event of a stream, and longest JSON answer, in characters. Default 8_388_608. */
  maxEventSize?: number | undefined
}
const DEFAULTS = { timeout: 3e5, idleTimeout: 3e5, totalTimeout: 36e5, maxRetries: 2, maxEventSize: 2 ** 23 }

/** Options of `createClient`. */
export interface ClientOptions<G extends GatewayId = GatewayId> extends LimitOptions {
  /** Who serves the API. One client speaks to one gateway with one key. */
  gateway: G
  /** Sent as a bearer token to the gateway and nowhere else. No environment variable is read. */
  apiKey: string
  /** In place of the documented address, without the operation's path (`/v1/…`). Plain http is for loopback alone. */
  baseURL?: string | undefined
  /** Called with one `Request`. Default `globalThis.fetch`, looked up at each call. */
  fetch?: typeof fetch | undefined
  /** Sent with every request; a call's own `headers` win. `Authorization` stays the API key's. */
  defaultHeaders?: Record<string, string> | undefined
  /** Called as things happen, with times and without secrets. */
  hooks?: Hooks | undefined
  /** Gets the name and the event of each hook; `console` will do. */
  logger?: Logger | undefined
  /** Time and chance, for tests. Default the runtime's own. */
  clock?: Clock | undefined
  /** Lets a client be made in a browser's page (not told for its workers), where all can see the key. Default false. */
  dangerouslyAllowBrowser?: boolean | undefined
}

/** Options of one call. */
export interface RequestOptions extends LimitOptions {
  /** Cancels the request or the stream; the call then throws the signal's own `reason`. */
  signal?: AbortSignal | undefined
  /** Sent over `defaultHeaders`. `Accept` and `Content-Type` are the client's own by default. */
  headers?: Record<string, string> | undefined
  /** Undocumented parameters, merged into the body last and unchecked. */
  extraBody?: Record<string, unknown> | undefined
}

/** Checks the options and fills in the defaults. Wrong use is a `TypeError` that states the fix. */
export function resolveConnection(gateway: Gateway, options: Omit<ClientOptions, 'gateway'>): Connection {
  const { apiKey, defaultHeaders: headers = {}, fetch, dangerouslyAllowBrowser: isAllowed } = options
  const isShown = typeof window !== 'undefined' && typeof document !== 'undefined' && isAllowed !== true
  if (isShown) throw new TypeError('a browser shows the API key: pass { dangerouslyAllowBrowser: true }')
  // The key is not quoted here: this message may be logged. A line feed in it would be, by the runtime's own error.
  if (typeof apiKey !== 'string' || !/^[!-~]+$/.test(apiKey)) throw new TypeError('apiKey must be printable ASCII')
  return { gateway, apiKey, headers, fetch, baseURL: checkBaseURL(options.baseURL ?? gateway.baseURL) }
}

/** Checks the limits that are given, and takes the others from `defaults`. */
export function resolveLimits(options: LimitOptions, defaults: CallLimits = DEFAULTS): CallLimits {
  const limits = { ...defaults }
  for (const name of Object.keys(limits) as (keyof CallLimits)[]) {
    const value = (limits[name] = options[name] ?? limits[name])
    const least = Number(name !== 'maxRetries')
    if (!(value >= least)) throw new TypeError(`${name} must be a number from ${String(least)} on`)
  }
  return limits
}

function checkBaseURL(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const isPlain = url && /^https?:$/.test(url.protocol) && !url.username && !url.password && !/[?#]/.test(url.href)
  if (!isPlain) throw new TypeError('baseURL must be an http(s) URL without credentials, query or fragment')
  const isSafe = url.protocol === 'https:' || /^(localhost|\[::1\]|127\.\d+\.\d+\.\d+)$/.test(url.hostname)
  if (!isSafe) throw new TypeError(`baseURL must use https: http shows the API key to ${url.host}`)
  return url.href
}
