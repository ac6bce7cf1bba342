import { DoubaoError } from './doubao-error.ts'

/**
 * No answer came, or its body broke off: refused, reset, DNS, TLS. `cause` is what `fetch` threw.
 * The gateway may have received, and billed, the request all the same.
 */
export class APIConnectionError extends DoubaoError {
  static override readonly kind = 'doubao-client.APIConnectionError'
  override name = 'APIConnectionError' as const
}
