/** Why a text is not read as YAML, and where in it, counted in UTF-16 units. It does not leave yaml-file.ts. */
export class YamlRefusal extends Error {
  override name = 'YamlRefusal' as const
  readonly offset: number

  constructor(message: string, offset: number) {
    super(message)
    this.offset = offset
  }
}
