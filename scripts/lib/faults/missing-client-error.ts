import { ExplainedError } from '../../../contract-tests/engine/explained-error.ts'

/** Something that is installed on demand is not there. */
export class MissingClientError extends ExplainedError {
  override name = 'MissingClientError' as const

  constructor(what: string) {
    super(`${what} is not installed; without --no-install it will be`)
  }
}
