/** What is known of every failed call. */
export interface ErrorFacts {
  /** How many requests the call sent. */
  attempts: number
  /** The gateway's id of the last request, from its headers or from its message. */
  requestId?: string | undefined
  /** Whether the client sends such a request again by itself, as often as `maxRetries` allows. */
  isRetryable?: boolean
}

/**
 * Base of every error this package throws, apart from a `TypeError` for wrong use and the caller's own abort reason.
 * `instanceof` and `name` tell them apart, also across two copies of this package. No text in them holds the API key.
 */
export class DoubaoError extends Error implements ErrorFacts {
  static readonly kind: string = 'doubao-client.DoubaoError'
  override name = 'DoubaoError'
  declare readonly attempts: number
  declare readonly requestId: string | undefined
  declare readonly isRetryable: boolean

  constructor(message: string, facts: ErrorFacts, options?: ErrorOptions) {
    super(message, options)
    Object.assign(this, { requestId: undefined, isRetryable: false }, facts)
  }

  static override [Symbol.hasInstance](this: typeof DoubaoError, value: unknown): boolean {
    const kind = Object.hasOwn(this, 'kind') && this.kind
    for (let link: unknown = value && Object.getPrototypeOf(value); link; link = Object.getPrototypeOf(link)) {
      const { constructor: itsClass } = link as Partial<Record<'constructor', Partial<typeof DoubaoError>>>
      if (link === this.prototype || (kind && itsClass?.kind === kind)) return true
    }
    return false
  }
}
