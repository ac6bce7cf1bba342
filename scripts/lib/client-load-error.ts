import { ExplainedError } from '../../contract-tests/engine/explained-error.ts'

/** The generated code, or what stands on it, is no program. */
export class ClientLoadError extends ExplainedError {
  override name = 'ClientLoadError' as const
}
