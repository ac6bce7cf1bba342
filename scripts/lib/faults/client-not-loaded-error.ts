/** A client could not be loaded, so nothing can be said of it. */
export class ClientNotLoadedError extends Error {
  override name = 'ClientNotLoadedError' as const

  constructor(client: string, reason: string) {
    super(`${client} could not be loaded: ${reason}`)
  }
}
