/** The generated code, or what stands on it, is no program. */
export class ClientLoadError extends Error {
  override name = 'ClientLoadError' as const
}
