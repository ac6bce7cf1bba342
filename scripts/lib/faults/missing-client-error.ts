/** Something that is installed on demand is not there. */
export class MissingClientError extends Error {
  override name = 'MissingClientError' as const

  constructor(what: string) {
    super(`${what} is not installed; without --no-install it will be`)
  }
}
