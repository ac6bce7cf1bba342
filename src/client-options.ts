import { documentedBaseURL, listGateways, type Connection, type GatewayId } from './operations.ts'

/** Options of `createClient`. */
export interface ClientOptions<G extends GatewayId = GatewayId> {
  /** Who serves the API. One client speaks to one gateway with one key. */
  gateway: G
  /** Sent as a bearer token to the gateway and nowhere else. No environment variable is read. */
  apiKey: string
  /**
   * Origin, with an optional path prefix, in place of the documented one; the operation's own path (`/v1/…`) is
   * appended. Plain http is refused unless the host is a loopback one.
   *
   * @default the address that the gateway's docs state
   */
  baseURL?: string | undefined
  /**
   * Called with one `Request`, in place of the runtime's fetch.
   *
   * @default globalThis.fetch, looked up at each call
   */
  fetch?: typeof fetch | undefined
  /** Sent with every request; a call's own `headers` win. `Authorization` stays the API key's. */
  defaultHeaders?: Record<string, string> | undefined
  /**
   * Lets the client be made in a browser's page, where the key is visible to everyone who opens it. A worker of the
   * page is let through without it: it cannot be told from a server's.
   *
   * @default false
   */
  dangerouslyAllowBrowser?: boolean | undefined
}

/** Options of one call. */
export interface RequestOptions {
  /** Cancels the request or the stream; the call then throws the signal's own `reason`. */
  signal?: AbortSignal | undefined
  /** Sent with this request, over `defaultHeaders`. `Accept` and `Content-Type` are the client's own by default. */
  headers?: Record<string, string> | undefined
  /** Undocumented parameters, merged into the body last and unchecked. */
  extraBody?: Record<string, unknown> | undefined
}

/** Checks the options and fills in the defaults. Wrong use is a `TypeError` that states the fix. */
export function resolveConnection(options: ClientOptions): Connection {
  const { gateway, apiKey, defaultHeaders = {}, fetch } = options
  if (options.dangerouslyAllowBrowser !== true && isPage()) {
    throw new TypeError(
      'a browser shows the API key to everyone who opens the page: call from a server of yours, or pass { dangerouslyAllowBrowser: true }',
    )
  }
  if (!listGateways().includes(gateway)) {
    throw new TypeError(`gateway must be one of ${listGateways().join(', ')}, not ${JSON.stringify(gateway)}`)
  }
  // The key is not quoted here: this message may be logged. A line feed in it would be, by the runtime's own error.
  if (typeof apiKey !== 'string' || !/^[\x21-\x7e]+$/.test(apiKey)) {
    throw new TypeError('apiKey must be a non-empty string of printable ASCII characters: pass { apiKey: … }')
  }
  const baseURL = checkBaseURL(options.baseURL ?? documentedBaseURL(gateway))
  return { gateway, baseURL, apiKey, headers: defaultHeaders, fetch }
}

function isPage(): boolean {
  return typeof window !== 'undefined' && typeof document !== 'undefined'
}

function checkBaseURL(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    throw new TypeError('baseURL must be an absolute http or https URL')
  }
  if (url.username || url.password || /[?#]/.test(url.href)) {
    throw new TypeError('baseURL must hold no credentials, query or fragment')
  }
  if (url.protocol === 'http:' && !isLoopback(url.hostname)) {
    throw new TypeError(
      `baseURL must use https: plain http would show the API key to everyone on the way to ${url.host}`,
    )
  }
  return url.href
}

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(hostname)
}
