/**
 * Base of every error this package throws, apart from a `TypeError` for wrong use and the caller's own abort reason.
 *
 * No message, field or cause of it holds the API key.
 */
export class DoubaoError extends Error {
  override name = 'DoubaoError'
}
