import type { Clock } from './clock.ts'

/** 408, 409, 429 and 5xx; no exhausted quota, such as Doubao's `QuotaExceeded.…` or OpenAI's `insufficient_quota`. */
export function isRetryableStatus(status: number, code = ''): boolean {
  return status === 429 ? !/quota/i.test(code) : status === 408 || status === 409 || status >= 500
}

/**
 * Milliseconds until the next request: what the answer's `retry-after-ms` or `Retry-After` says (RFC 9110, 10.2.3:
 * seconds or a date), at most a minute; else 0.5 s, 1 s, 2 s … up to 8 s, less up to a half by chance.
 */
export function retryDelay(attempt: number, headers: Headers | undefined, { now, random }: Clock): number {
  const [exact = '', told = ''] = ['retry-after-ms', 'retry-after'].map((name) => headers?.get(name) ?? '')
  const waits = [parseFloat(exact), parseFloat(told) * 1_000, Date.parse(told) - now()]
  const wait = waits.find((milliseconds) => !Number.isNaN(milliseconds))
  if (wait !== undefined) return Math.min(Math.max(0, wait), 60_000)
  return Math.min(250 * 2 ** attempt, 8_000) * (1 - random() / 2)
}
