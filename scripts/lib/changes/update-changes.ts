import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { loadEffectiveSpecs } from '../load-effective-specs.ts'
import { readLock } from '../lock.ts'
import { REPORTS_FOLDER } from '../report.ts'
import { writeFiles, type WrittenFiles } from '../write-files.ts'
import type { Comparison, SpecSnapshot } from './change.ts'
import { addChangesSection, CHANGES_FILE, renderChangesSection } from './changes-page.ts'
import { compareSpecs } from './compare-specs.ts'
import { reportChanges } from './render-changes.ts'
import { loadOasdiff } from './run-oasdiff.ts'
import { snapshotEffectiveSpecs, snapshotLastUpdate } from './spec-snapshots.ts'

/** reports/changes.json, from the project's root. */
export const CHANGES_REPORT = `${REPORTS_FOLDER}/changes.json`

/** The effective specs of the last update; to be asked before an update writes anything. */
export async function readLastUpdate(root: string): Promise<SpecSnapshot[]> {
  return await snapshotLastUpdate(root, await readLock(root))
}

/** Compares the specs of the last update with those that the pages state now, and writes reports/changes.json. */
export async function compareWithLastUpdate(root: string, before: readonly SpecSnapshot[]): Promise<Comparison> {
  const { specs, findings } = await loadEffectiveSpecs(root)
  const after = snapshotEffectiveSpecs(specs, await readLock(root))
  const comparison = await compareSpecs(before, after, { oasdiff: await loadOasdiff(), findings })
  const report = `${JSON.stringify(reportChanges(comparison), null, 2)}\n`
  await writeFiles(root, new Map([[CHANGES_REPORT, report]]))
  return comparison
}

/** Puts what changed on top of specs/CHANGES.md; where nothing did, the file stays as it is. */
export async function writeChangesPage(root: string, { changes }: Comparison, heading: string): Promise<WrittenFiles> {
  if (changes.length === 0) return { written: [], removed: [], unchanged: [] }
  const existing = await readFile(join(root, CHANGES_FILE), 'utf8').catch(() => '')
  const text = addChangesSection(existing, await renderChangesSection(heading, changes))
  return await writeFiles(root, new Map([[CHANGES_FILE, text]]))
}
