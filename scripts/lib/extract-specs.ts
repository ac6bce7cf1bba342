import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { extractSource, isExtractedPage } from './extract-source.ts'
import { LOCK_FILE, lockWitness, makeLockEntry, readLock, renderLock, type Lock } from './lock.ts'
import { readSources } from './sources.ts'
import { readWitness } from './witness/read-witness.ts'
import { writeFiles, type WrittenFiles } from './write-files.ts'

/** Reads every page's spec and writes it with the lock; where one page cannot be read, nothing is written. */
export async function extractSpecs(root: string): Promise<{ findings: Finding[]; files: WrittenFiles }> {
  const sources = await readSources(root)
  const results = sources.specs.map((source) => extractSource(root, source))
  const witnesses = await Promise.all(sources.witnesses.map((witness) => readWitness(root, witness)))
  const findings = [
    ...results.flatMap((result) => (isExtractedPage(result) ? [] : [result])),
    ...witnesses.flatMap((result) => ('facts' in result ? [] : [result])),
  ]
  if (findings.length > 0) return { findings, files: { written: [], unchanged: [], removed: [] } }

  const pages = results.filter(isExtractedPage)
  const former = await readLock(root)
  const lock: Lock = { ...former, specs: {}, witnesses: {} }
  for (const page of pages) lock.specs[page.source.id] = makeLockEntry(page)
  for (const { page, pageFile } of sources.witnesses) {
    lock.witnesses[page] = lockWitness(page, await readFile(join(root, pageFile)))
  }
  const files = new Map(pages.map(({ source, extraction }) => [source.specFile, extraction.specText]))
  files.set(LOCK_FILE, renderLock(lock))
  const dropped = Object.keys(former.specs).filter((id) => !(id in lock.specs))
  return {
    findings,
    files: await writeFiles(
      root,
      files,
      dropped.map((id) => `specs/${id}.yaml`),
    ),
  }
}
