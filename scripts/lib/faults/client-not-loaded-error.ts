import { ExplainedError } from '../../../contract-tests/engine/explained-error.ts'

/** A client could not be loaded, so nothing can be said of it. */
export class ClientNotLoadedError extends ExplainedError {
  override name = 'ClientNotLoadedError' as const

  constructor(client: string, reason: string) {
    super(`${client} could not be loaded: ${reason}`)
  }
}
