import type { Clock } from './clock.ts'

const FIRST_BACKOFF = 500
const LONGEST_BACKOFF = 8_000
/** However long a gateway asks for; a caller can wait longer by `maxRetries: 0` and a wait of its own. */
const LONGEST_WAIT = 60_000

/**
 * Whether the same request may succeed soon: 408, 409, 429 and 5xx. Not a 429 whose code tells of a quota: Doubao's
 * `QuotaExceeded.…`, OpenAI's `insufficient_quota`.
 */
export function isRetryableStatus(status: number, code: string | undefined): boolean {
  if (status === 429) return !/quota/i.test(code ?? '')
  return status === 408 || status === 409 || status >= 500
}

/**
 * Milliseconds until the next request: what the answer's `retry-after-ms` or `Retry-After` says (RFC 9110, 10.2.3:
 * seconds or a date), at most a minute; else 0.5 s, 1 s, 2 s … up to 8 s, less up to a half by chance.
 */
export function retryDelay(attempt: number, headers: Headers | undefined, clock: Clock): number {
  const told = headers && readRetryAfter(headers, clock)
  if (told !== undefined) return Math.min(Math.max(0, told), LONGEST_WAIT)
  return Math.min(FIRST_BACKOFF * 2 ** (attempt - 1), LONGEST_BACKOFF) * (1 - clock.random() / 2)
}

function readRetryAfter(headers: Headers, clock: Clock): number | undefined {
  const exact = headers.get('retry-after-ms')?.trim()
  if (exact && Number.isFinite(Number(exact))) return Number(exact)
  const text = headers.get('retry-after')?.trim()
  if (!text) return undefined
  if (Number.isFinite(Number(text))) return Number(text) * 1_000
  const date = Date.parse(text)
  return Number.isNaN(date) ? undefined : date - clock.now()
}
