import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import { InputError } from '../input-error.ts'
import { sha256, type FetchedPage, type Lock } from '../lock.ts'
import { decodePage } from '../page-text.ts'
import { PAGES_FOLDER, SOURCES_FILE, type SiteSource, type Source, type Sources } from '../sources.ts'
import type { FetchPage } from './outcome.ts'
import { INDEX_NAME, readSiteIndex } from './site-index.ts'

/** A page to fetch, and how to read it. */
export interface ListedPage extends Pick<Source, 'gateway' | 'format' | 'origin'> {
  /** Below specs/pages/. */
  path: string
  url: string
  /** The site whose index lists it; undefined for a page of specs/sources.yaml. */
  site: string | undefined
  /** Where it is listed. */
  listedIn: { file: string; line: number }
}

/** What stands below specs/pages/ for an address, and what it came with. */
export interface SavedPage {
  bytes: Buffer
  /** Undefined for what somebody saved by hand. */
  fetched: FetchedPage | undefined
}

/** All that is to be fetched, the indexes of the sites at hand. */
export interface Listing {
  pages: ListedPage[]
  /** By the site's name: its index as it is now. */
  indexes: Map<string, SavedPage>
  findings: Finding[]
}

/** Fetches the index of every site; a site without one cannot be read, and nothing is written. */
export async function listPages(root: string, sources: Sources, lock: Lock, fetchPage: FetchPage): Promise<Listing> {
  const pages = sources.specs.flatMap(({ site, url, page, gateway, format, origin, line }): ListedPage[] => {
    if (site !== undefined || url === undefined) return []
    return [{ path: page, url, gateway, format, origin, site, listedIn: { file: SOURCES_FILE, line } }]
  })
  const listing: Listing = { pages, indexes: new Map(), findings: [] }
  for (const site of sources.sites) {
    const path = `${site.site}/${INDEX_NAME}`
    const file = `${PAGES_FOLDER}/${path}`
    const index = await fetchIndex(root, site, path, lock, fetchPage)
    const text = decodePage(index.bytes)
    if (typeof text !== 'string') throw new InputError(text.message, { file, line: text.line })
    const read = readSiteIndex(text, site, file)
    if (read.pages.size === 0) {
      throw new InputError(`the index ${site.index} lists no page that \`include\` names`, placeOf(site))
    }
    listing.indexes.set(site.site, index)
    listing.findings.push(...read.findings)
    const { gateway, format, origin } = site
    for (const [name, url] of read.pages) {
      const listed = { path: `${site.site}/${name}`, url, gateway, format, origin, site: site.site }
      listing.pages.push({ ...listed, listedIn: placeOf(site) })
    }
  }
  return listing
}

async function fetchIndex(
  root: string,
  site: SiteSource,
  path: string,
  lock: Lock,
  fetchPage: FetchPage,
): Promise<SavedPage> {
  const saved = await readSavedPage(root, path, lock)
  const outcome = await fetchPage(site.index, saved?.fetched)
  const bytes = saved?.bytes ?? (await readFile(join(root, PAGES_FOLDER, path)).catch(() => undefined))
  if (outcome.kind === 'unchanged' && bytes) return { bytes, fetched: saved?.fetched }
  if (outcome.kind !== 'page') {
    const reason = outcome.kind === 'unchanged' ? 'it was never fetched' : outcome.message
    throw new InputError(`the index ${site.index} cannot be read: ${reason}`, placeOf(site))
  }
  const { etag, lastModified } = outcome
  const fetched = { url: site.index, etag, lastModified, sha256: sha256(outcome.bytes) }
  return { bytes: outcome.bytes, fetched }
}

/** A page as the last sync left it; undefined where it is not, so that it is asked for without conditions. */
export async function readSavedPage(root: string, path: string, lock: Lock): Promise<Required<SavedPage> | undefined> {
  const fetched = Object.hasOwn(lock.fetched, path) ? lock.fetched[path] : undefined
  const bytes = await readFile(join(root, PAGES_FOLDER, path)).catch(() => undefined)
  return fetched && bytes && sha256(bytes) === fetched.sha256 ? { bytes, fetched } : undefined
}

function placeOf({ line }: SiteSource) {
  return { file: SOURCES_FILE, line }
}
