import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import type { Comparison, SpecSnapshot } from '../changes/change.ts'
import { compareSpecs } from '../changes/compare-specs.ts'
import { loadOasdiff } from '../changes/run-oasdiff.ts'
import { snapshotEffectiveSpecs } from '../changes/spec-snapshots.ts'
import { extractSpecs } from '../extract-specs.ts'
import { loadEffectiveSpecs } from '../load-effective-specs.ts'
import { LOCK_FILE, readLock, renderLock, sha256, type Lock } from '../lock.ts'
import { PAGES_FOLDER, readSources, type Sources } from '../sources.ts'
import { assignAllRoles } from './assign-roles.ts'
import { addSyncSection } from './changes-section.ts'
import { findDisagreements } from './disagreements.ts'
import { fetchAll, listFetched, type Fetched } from './fetch-all.ts'
import { summarizeNewSites } from './new-sites.ts'
import type { FetchPage } from './outcome.ts'
import { findPageChanges, type PageChanges } from './page-changes.ts'
import { INDEX_NAME } from './site-index.ts'
import { createStage, type Stage } from './stage.ts'

/** What a sync may do, and where. */
export interface SyncOptions {
  /** The project, whose specs/sources.yaml says what there is to fetch. */
  project: string
  /** Where specs/ is written: the project, or another folder. */
  out: string
  fetchPage: FetchPage
  /** Whether specs/ changes; without, everything else happens. */
  isWritten: boolean
  /** The heading of the new section of specs/CHANGES.md. */
  heading: string
  onProgress?: (text: string) => void
}

/** What a sync saw and did. */
export interface SyncResult {
  pages: PageChanges
  comparison: Comparison
  /** What keeps pages from being used, or specs from being right. */
  findings: Finding[]
  /** Where witnesses differ from the pages that they must agree with; not looked for where nothing changed. */
  disagreements: Finding[]
  /** Files below specs/ that are not as they were. */
  files: string[]
  /** Whether they were written: with specs that cannot be extracted, nothing is. */
  isCommitted: boolean
  /** `<gateway>/<spec>` of every spec that changed or is new. */
  changedSpecs: string[]
  counts: { listed: number; specs: number; witnesses: number }
  /** Pages of specs/sources.yaml that have no address to fetch them from. */
  savedByHand: string[]
  /** The new section of specs/CHANGES.md; undefined where there is nothing to say. */
  section: string | undefined
}

/** Fetches what is listed, and says what became of it. specs/ changes as a whole, at the end, or not at all. */
export async function runSync(options: SyncOptions): Promise<SyncResult> {
  const { project, out, fetchPage, isWritten, heading, onProgress } = options
  await using stage = await createStage(project, out, isWritten)
  const sources = await readSources(stage.root)
  const former = await readLock(stage.root)
  const fetched = await fetchAll(stage.root, sources, former, fetchPage, onProgress)
  const roles = assignAllRoles(sources, fetched.pages)
  const lock = { ...former, fetched: listFetched(fetched), sites: roles.sites }
  const findings = [...fetched.findings, ...roles.findings]
  const pages = findPageChanges(fetched.pages, fetched.gone)
  const counts = countPages(fetched.pages.length, lock)
  const savedByHand = sources.specs.flatMap(({ url, pageFile }) => (url === undefined ? [pageFile] : []))
  if (await isUnchanged(stage, fetched, lock, former)) {
    const comparison = { changes: [], notes: [] }
    const nothing = { disagreements: [], files: [], isCommitted: false, changedSpecs: [], section: undefined }
    return { pages, comparison, findings, counts, savedByHand, ...nothing }
  }

  onProgress?.('what changed')
  const before = await readSnapshots(stage.root)
  await writeStage(stage, fetched, lock)
  const extraction = await extractSpecs(stage.root)
  const after = await readSnapshots(stage.root)
  const comparison = await compare(before.specs, after, { former, sources })
  const section = await addSyncSection(stage, { pages, comparison }, heading)
  const files = await stage.differences()
  const result: SyncResult = {
    pages,
    comparison,
    // What an overlay repairs no more is a change of the docs.
    findings: [...findings, ...extraction.findings, ...after.findings.filter((finding) => !isPointless(finding))],
    disagreements: findDisagreements(sources.sites, fetched.pages, roles.sites, after.specs),
    files,
    isCommitted: isWritten && extraction.findings.length === 0 && files.length > 0,
    changedSpecs: findChangedSpecs(before.specs, after.specs),
    counts: { ...counts, specs: after.specs.length },
    savedByHand,
    section,
  }
  if (result.isCommitted) await stage.commit()
  return result
}

/** Whether the pages, and what is known of them, are those of the sync before. */
async function isUnchanged(stage: Stage, { pages, gone }: Fetched, lock: Lock, former: Lock): Promise<boolean> {
  if (gone.length > 0 || pages.some(({ isChanged }) => isChanged)) return false
  const isSame = renderLock(lock) === renderLock(former) && (await stage.differences()).length === 0
  return isSame && (await isAsLocked(stage.root, former))
}

/** Somebody may have edited a spec, or a page that is saved by hand. */
async function isAsLocked(root: string, { specs }: Lock): Promise<boolean> {
  const holds = async (file: string, hash: string) => {
    return sha256(await readFile(join(root, file)).catch(() => Buffer.alloc(0))) === hash
  }
  const results = Object.entries(specs).flatMap(([id, { page, pageSha256, specSha256 }]) => [
    holds(`${PAGES_FOLDER}/${page}`, pageSha256),
    holds(`specs/${id}.yaml`, specSha256),
  ])
  return !(await Promise.all(results)).includes(false)
}

async function writeStage(stage: Stage, { pages, indexes, gone }: Fetched, lock: Lock): Promise<void> {
  for (const [site, { bytes }] of indexes) await stage.write(`${PAGES_FOLDER}/${site}/${INDEX_NAME}`, bytes)
  for (const { path, bytes, isChanged } of pages) if (isChanged) await stage.write(`${PAGES_FOLDER}/${path}`, bytes)
  for (const { path } of gone) await stage.remove(`${PAGES_FOLDER}/${path}`)
  await stage.write(LOCK_FILE, renderLock(lock))
}

interface Snapshots {
  specs: SpecSnapshot[]
  findings: Finding[]
}

async function readSnapshots(root: string): Promise<Snapshots> {
  const { specs, findings } = await loadEffectiveSpecs(root)
  return { specs: snapshotEffectiveSpecs(specs, await readLock(root)), findings }
}

async function compare(
  before: readonly SpecSnapshot[],
  { specs, findings }: Snapshots,
  { former, sources }: { former: Lock; sources: Sources },
): Promise<Comparison> {
  const newSites = sources.sites.filter(({ site }) => !Object.hasOwn(former.sites, site))
  const news = summarizeNewSites(newSites, specs)
  const comparison = await compareSpecs(before, news.others, { oasdiff: await loadOasdiff(), findings })
  return { ...comparison, changes: [...comparison.changes, ...news.changes] }
}

function isPointless({ code }: Finding): boolean {
  return code === 'DC201' || code === 'DC202'
}

function findChangedSpecs(before: readonly SpecSnapshot[], after: readonly SpecSnapshot[]): string[] {
  const old = new Map(before.map(({ id, document }) => [id, JSON.stringify(document)]))
  return after.filter(({ id, document }) => old.get(id) !== JSON.stringify(document)).map(({ id }) => id)
}

function countPages(listed: number, { sites, specs }: Lock): SyncResult['counts'] {
  const roles = Object.values(sites).flatMap((pages) => Object.values(pages))
  const witnesses = roles.filter(({ role }) => role === 'witness').length
  return { listed, specs: Object.keys(specs).length, witnesses }
}
