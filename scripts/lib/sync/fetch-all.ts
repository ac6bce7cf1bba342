import type { Finding } from '../../../contract-tests/engine/finding.ts'
import type { Lock } from '../lock.ts'
import type { Sources } from '../sources.ts'
import { collectPages, type SyncedPage } from './collect-pages.ts'
import { findFormerPages } from './former-pages.ts'
import { listPages, type Listing } from './listed-pages.ts'
import type { FetchPage } from './outcome.ts'
import type { FormerPage } from './page-changes.ts'
import { INDEX_NAME } from './site-index.ts'

/** All that was fetched, and what is not listed any more. */
export interface Fetched {
  pages: SyncedPage[]
  indexes: Listing['indexes']
  gone: FormerPage[]
  findings: Finding[]
}

/** Fetches the indexes and all pages that they and specs/sources.yaml list, and tells how far it is. */
export async function fetchAll(
  root: string,
  sources: Sources,
  former: Lock,
  fetchPage: FetchPage,
  onProgress: (text: string) => void = () => undefined,
): Promise<Fetched> {
  const listing = await listPages(root, sources, former, fetchPage)
  const total = String(listing.pages.length)
  const collection = await collectPages(root, listing.pages, former, fetchPage, (done) => {
    onProgress(`${String(done)} of ${total} pages`)
  })
  return {
    pages: collection.pages,
    indexes: listing.indexes,
    gone: await findFormerPages(root, former, sources, listing),
    findings: [...listing.findings, ...collection.findings],
  }
}

/** What the lock keeps of it. */
export function listFetched({ pages, indexes }: Fetched): Lock['fetched'] {
  const indexed = [...indexes].map(([site, { fetched }]) => [`${site}/${INDEX_NAME}`, fetched] as const)
  const all = [...indexed, ...pages.map(({ path, fetched }) => [path, fetched] as const)]
  return Object.fromEntries(all.flatMap(([path, fetched]) => (fetched ? [[path, fetched] as const] : [])).sort())
}
