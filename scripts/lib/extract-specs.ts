import type { Finding } from '../../contract-tests/engine/finding.ts'
import { extractSource, isExtractedPage } from './extract-source.ts'
import { LOCK_FILE, makeLockEntry, readLock } from './lock.ts'
import { readSources } from './sources.ts'
import { writeFiles, type WrittenFiles } from './write-files.ts'

/** Reads every page's spec and writes it with the lock; where one page cannot be read, nothing is written. */
export async function extractSpecs(root: string): Promise<{ findings: Finding[]; files: WrittenFiles }> {
  const sources = await readSources(root)
  const results = await Promise.all(sources.map((source) => extractSource(root, source)))
  const findings = results.flatMap((result) => (isExtractedPage(result) ? [] : [result]))
  if (findings.length > 0) return { findings, files: { written: [], unchanged: [], removed: [] } }

  const pages = results.filter(isExtractedPage)
  const files = new Map(pages.map(({ source, extraction }) => [source.specFile, extraction.specText]))
  const lock = Object.fromEntries(pages.map((page) => [page.source.id, makeLockEntry(page)]))
  files.set(LOCK_FILE, `${JSON.stringify(lock, null, 2)}\n`)
  const dropped = Object.keys(await readLock(root)).filter((id) => !(id in lock))
  return {
    findings,
    files: await writeFiles(
      root,
      files,
      dropped.map((id) => `specs/${id}.yaml`),
    ),
  }
}
