import { ExplainedError } from '../../../contract-tests/engine/explained-error.ts'
import type { FindingCode } from '../../../contract-tests/engine/finding.ts'

/** What came of asking for one page. */
export type Outcome =
  /** It is what it was when it was fetched last. */
  | { kind: 'unchanged'; movedTo?: string | null }
  | {
      kind: 'page'
      bytes: Buffer
      etag: string | null
      lastModified: string | null
      /** Where it is by now, if the server says that it went there for good. */
      movedTo: string | null
    }
  /** The server has it no more. */
  | { kind: 'gone'; message: string }
  /** What came is nothing that may be used. */
  | { kind: 'refused'; code: FindingCode; message: string }

/** What a page was fetched with last: the server is asked whether it is still so. */
export interface KnownPage {
  etag: string | null
  lastModified: string | null
  sha256: string
}

/** Asks for a page. Rejects with a {@link SyncError} where there is nobody to ask. */
export type FetchPage = (url: string, known: KnownPage | undefined) => Promise<Outcome>

/** The site cannot be read now: nothing is known about its pages, and nothing may be written. */
export class SyncError extends ExplainedError {
  override name = 'SyncError' as const
}
