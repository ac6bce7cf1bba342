import { readLock, type Lock } from './lock.ts'
import { readOverlaySet, type OverlaySet } from './overlay-set.ts'
import { readSources, type Source } from './sources.ts'

/** What clients are generated from, beside pages and specs. */
export interface Project {
  root: string
  sources: Source[]
  lock: Lock
  overlays: OverlaySet
}

/** Reads the list of pages, the lock and the overlays. */
export async function readProject(root: string): Promise<Project> {
  const { specs: sources } = await readSources(root)
  return { root, sources, lock: await readLock(root), overlays: await readOverlaySet(root, sources) }
}
