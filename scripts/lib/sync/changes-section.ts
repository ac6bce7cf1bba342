import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { addChangesSection, CHANGES_FILE, renderChangesSection } from '../changes/changes-page.ts'
import { countPageChanges, type PageChanges } from './page-changes.ts'
import type { Stage } from './stage.ts'
import type { Comparison } from '../changes/change.ts'

/** What a section says: the pages, and what their specs say otherwise. */
export interface Changed {
  pages: PageChanges
  comparison: Comparison
}

/** Puts what changed on top of specs/CHANGES.md, and gives it back; where nothing did, the file stays as it is. */
export async function addSyncSection(stage: Stage, changed: Changed, heading: string): Promise<string | undefined> {
  const section = await renderSyncSection(changed, heading)
  if (section === undefined) return undefined
  const existing = await readFile(join(stage.root, CHANGES_FILE), 'utf8').catch(() => '')
  await stage.write(CHANGES_FILE, addChangesSection(existing, section))
  return section
}

async function renderSyncSection({ pages, comparison }: Changed, heading: string): Promise<string | undefined> {
  const { changes } = comparison
  if (changes.length === 0 && countPageChanges(pages) === 0) return undefined
  return await renderChangesSection(heading, changes, renderPages(pages))
}

/** More pages than this are a number: nobody reads on. */
const MAX_LINES = 60

/** Page paths are plain names, so they need no escape. */
function renderPages({ added, changed, moved, removed, reworded }: PageChanges): string[] {
  const link = (path: string) => `[${path}](pages/${path})`
  const items = [
    ...removed.map((path) => `- removed: ${path}`),
    ...moved.map(({ from, to }) => `- moved: ${from} → ${link(to)}`),
    ...changed.map((path) => `- changed: ${link(path)}`),
    ...(added.length > MAX_LINES
      ? [`- added: ${String(added.length)} pages`]
      : added.map((path) => `- added: ${link(path)}`)),
    ...(reworded.length > 0 ? [`- changed in words alone: ${String(reworded.length)}`] : []),
  ]
  return items.length === 0 ? [] : ['### Pages', items.join('\n')]
}
