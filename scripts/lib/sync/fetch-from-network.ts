import ky, { HTTPError } from 'ky'
import { MAX_PAGE_BYTES } from '../page-text.ts'
import { SyncError, type FetchPage, type KnownPage, type Outcome } from './outcome.ts'

/** How long to wait, and for how much. */
export interface NetworkLimits {
  /** Milliseconds until the headers of each attempt. */
  headersTimeout: number
  /** Milliseconds for a page in all, retries included. */
  pageTimeout: number
  /** Attempts after the first, where the server is busy, broken or away. */
  retries: number
  /** The longest pause before an attempt, in milliseconds. */
  longestPause: number
  maxBytes: number
}

export const NETWORK_LIMITS: NetworkLimits = {
  headersTimeout: 20_000,
  pageTimeout: 90_000,
  retries: 3,
  longestPause: 10_000,
  maxBytes: MAX_PAGE_BYTES,
}

const MAX_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])
const PERMANENT = new Set([301, 308])
const BUSY_OR_BROKEN = [408, 429, 500, 502, 503, 504]

/**
 * Asks the servers of listed hosts, and no others, wherever they send us. Redirects are followed here, since `fetch`
 * would follow them to any host.
 *
 * @param origins those that specs/sources.yaml lists
 */
export function createNetworkFetch(origins: ReadonlySet<string>, limits: NetworkLimits = NETWORK_LIMITS): FetchPage {
  return async (url, known) => {
    const signal = AbortSignal.timeout(limits.pageTimeout)
    let address = url
    let isPermanent = true
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const response = await request(address, known, signal, limits)
      if (!REDIRECTS.has(response.status)) {
        return await readResponse(response, isPermanent && hops > 0 ? address : null, signal, limits)
      }
      await response.body?.cancel()
      const location = response.headers.get('location')
      const next = location === null ? null : URL.parse(location, address)
      if (!next || !origins.has(next.origin)) {
        const message = `redirected to ${next?.origin ?? 'nowhere'}, which specs/sources.yaml does not list`
        return { kind: 'refused', code: 'DC141', message }
      }
      isPermanent &&= PERMANENT.has(response.status)
      address = next.href
    }
    return { kind: 'refused', code: 'DC141', message: `redirected more than ${String(MAX_REDIRECTS)} times` }
  }
}

async function request(
  address: string,
  known: KnownPage | undefined,
  signal: AbortSignal,
  limits: NetworkLimits,
): Promise<Response> {
  const { etag, lastModified } = known ?? {}
  const headers = {
    accept: 'text/markdown, text/plain;q=0.9',
    ...(etag && { 'if-none-match': etag }),
    ...(lastModified && { 'if-modified-since': lastModified }),
  }
  try {
    return await ky(address, {
      headers,
      signal,
      redirect: 'manual',
      timeout: limits.headersTimeout,
      retry: {
        limit: limits.retries,
        statusCodes: BUSY_OR_BROKEN,
        backoffLimit: limits.longestPause,
        retryOnTimeout: true,
      },
      throwHttpErrors: (status) => BUSY_OR_BROKEN.includes(status),
    })
  } catch (cause) {
    const reason = cause instanceof HTTPError ? `status ${String(cause.response.status)}` : reasonOf(cause)
    throw new SyncError(`${address} cannot be fetched: ${reason}`, { cause })
  }
}

async function readResponse(
  response: Response,
  movedTo: string | null,
  signal: AbortSignal,
  { maxBytes, pageTimeout }: NetworkLimits,
): Promise<Outcome> {
  if (response.status === 304) return { kind: 'unchanged', movedTo }
  if (response.status === 404 || response.status === 410) {
    await response.body?.cancel()
    return { kind: 'gone', message: `the server answers ${String(response.status)}` }
  }
  if (response.status !== 200) {
    await response.body?.cancel()
    return { kind: 'refused', code: 'DC142', message: `the server answers ${String(response.status)}` }
  }
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for await (const part of response.body ?? []) {
      size += part.byteLength
      if (size > maxBytes) {
        return { kind: 'refused', code: 'DC125', message: `more than ${String(maxBytes)} bytes` }
      }
      parts.push(part)
    }
  } catch (cause) {
    if (!signal.aborted) throw new SyncError(`${response.url} broke off: ${reasonOf(cause)}`, { cause })
    return { kind: 'refused', code: 'DC143', message: `not whole after ${String(pageTimeout / 1000)} s` }
  }
  const header = (name: string) => response.headers.get(name)
  return {
    kind: 'page',
    bytes: Buffer.concat(parts),
    etag: header('etag'),
    lastModified: header('last-modified'),
    movedTo,
  }
}

/** The innermost reason: `fetch` itself only says that it failed. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message
}
