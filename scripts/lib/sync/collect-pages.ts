import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding, FindingCode } from '../../../contract-tests/engine/finding.ts'
import { mapWithLimit } from '../faults/map-with-limit.ts'
import { sha256, type FetchedPage, type Lock } from '../lock.ts'
import { PAGES_FOLDER } from '../sources.ts'
import { readSavedPage, type ListedPage } from './listed-pages.ts'
import type { FetchPage, Outcome } from './outcome.ts'
import { readContent, specOf, type PageContent } from './page-content.ts'

/** How many pages are under way at a time. */
const CONCURRENCY = 8

/** A page as it is to stand below specs/pages/. */
export interface SyncedPage extends ListedPage {
  bytes: Buffer
  /** Undefined for what was never fetched, such as a page that somebody saved by hand. */
  fetched: FetchedPage | undefined
  content: PageContent
  /** What stood there before, of whatever origin. */
  before: PageContent | undefined
  isChanged: boolean
}

/** What came of all that is listed. */
export interface Collection {
  pages: SyncedPage[]
  findings: Finding[]
}

/**
 * Fetches pages. One that is gone, or that cannot be used, is a finding, and what was saved of it stays as it was.
 *
 * @param onPage told after each page how many are done
 */
export async function collectPages(
  root: string,
  listed: readonly ListedPage[],
  lock: Lock,
  fetchPage: FetchPage,
  onPage: (done: number) => void = () => undefined,
): Promise<Collection> {
  let done = 0
  const results = await mapWithLimit(listed, CONCURRENCY, async (page) => {
    const result = await collectPage(root, page, lock, fetchPage)
    done += 1
    onPage(done)
    return result
  })
  return {
    pages: results.flatMap(({ page }) => page ?? []),
    findings: results.flatMap(({ findings }) => findings),
  }
}

interface Collected {
  page?: SyncedPage
  findings: Finding[]
}

async function collectPage(root: string, page: ListedPage, lock: Lock, fetchPage: FetchPage): Promise<Collected> {
  const saved = await readSavedPage(root, page.path, lock)
  const bytes = saved?.bytes ?? (await readFile(join(root, PAGES_FOLDER, page.path)).catch(() => undefined))
  const before = bytes && readContent(bytes, page)
  const kept = bytes && before && { ...page, bytes, fetched: saved?.fetched, content: before, before, isChanged: false }

  const outcome = await fetchPage(page.url, saved?.fetched)
  if (outcome.kind === 'unchanged' && kept) {
    return { page: kept, findings: [...findProblem(page, kept.content), ...findMove(page, outcome.movedTo)] }
  }
  const keep = (code: FindingCode, message: string, place = page.listedIn): Collected => ({
    ...(kept && { page: kept }),
    findings: [finding(page, code, `${message}${kept ? '; the saved page stays as it was' : ''}`, place)],
  })
  if (outcome.kind === 'gone') return keep('DC140', `${page.url}: ${outcome.message}`)
  if (outcome.kind === 'refused') return keep(outcome.code, `${page.url}: ${outcome.message}`)
  if (outcome.kind === 'unchanged') return keep('DC142', `${page.url}: unchanged, and not saved here`)

  const content = readContent(outcome.bytes, page)
  const file = { file: `${PAGES_FOLDER}/${page.path}` }
  if (content !== 'prose' && 'problem' in content) {
    const { code, line, message } = content.problem
    return keep(code, message, { ...file, line })
  }
  if (content === 'prose' && (page.site === undefined || specOf(before))) {
    return keep('DC146', 'the page states no spec any more', { ...file, line: 1 })
  }
  const isChanged = !bytes?.equals(outcome.bytes)
  const synced = { ...page, bytes: outcome.bytes, fetched: describe(page, outcome), content, before, isChanged }
  return { page: synced, findings: findMove(page, outcome.movedTo) }
}

/** Somebody may have put a page there that can be used no better than one from a server. */
function findProblem(page: ListedPage, content: PageContent): Finding[] {
  if (content === 'prose' || 'spec' in content) return []
  const { code, line, message } = content.problem
  return [finding(page, code, message, { file: `${PAGES_FOLDER}/${page.path}`, line })]
}

type FetchedOutcome = Extract<Outcome, { kind: 'page' }>

function describe(page: ListedPage, { bytes, etag, lastModified, movedTo }: FetchedOutcome): FetchedPage {
  return { url: movedTo ?? page.url, etag, lastModified, sha256: sha256(bytes) }
}

/** A site's index is the site's to correct; an address in specs/sources.yaml is ours. */
function findMove(page: ListedPage, movedTo: string | null = null): Finding[] {
  if (movedTo === null || page.site !== undefined) return []
  return [finding(page, 'DC147', `${page.url} moved to ${movedTo}: correct the \`url\``, page.listedIn)]
}

function finding(
  { gateway }: ListedPage,
  code: FindingCode,
  message: string,
  place: { file: string; line: number },
): Finding {
  return { code, side: 'page', ...place, gateway, message }
}
