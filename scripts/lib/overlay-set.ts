import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { STRENGTH_FILE } from '../../contract-tests/support/strengthen.ts'
import { findPointlessActions, findStaleEvidence, OVERLAYS_FOLDER, readOverlay, type Overlay } from './overlays.ts'
import type { Source } from './sources.ts'

/** Every overlay that a source lists, by its name, and the one of the contract checks. */
export interface OverlaySet {
  listed: ReadonlyMap<string, Overlay>
  /** Applied only to see what it does: no spec changes by it. */
  strength: Overlay
}

/** What the overlays did to one spec: the ids of the actions that changed it. Plain data, so it can be kept. */
export interface OverlayUse {
  listed: string[]
  /** Undefined where no chat is completed, so that there is nothing to strengthen. */
  strength: string[] | undefined
}

/** Reads the overlays that sources list. Throws an InputError where one is not what it has to be. */
export async function readOverlaySet(root: string, sources: readonly Source[]): Promise<OverlaySet> {
  const listed = new Map<string, Overlay>()
  for (const name of new Set(sources.flatMap(({ overlays }) => overlays))) {
    listed.set(name, await readOverlay(root, name))
  }
  return { listed, strength: await readOverlay(root, 'strength', STRENGTH_FILE) }
}

/** Holds every action to its promise: it changes a spec, its evidence stands, and some source lists it. */
export async function judgeOverlays(
  root: string,
  { listed, strength }: OverlaySet,
  uses: readonly OverlayUse[],
): Promise<Finding[]> {
  const strengthened = uses.flatMap((use) => use.strength ?? [])
  const hasChats = uses.some((use) => use.strength !== undefined)
  const judged = hasChats ? [...listed.values(), strength] : [...listed.values()]
  const evidence = await Promise.all(judged.map((overlay) => findStaleEvidence(root, overlay)))
  return [
    ...findPointlessActions(listed.values(), new Set(uses.flatMap((use) => use.listed))),
    ...(hasChats ? findPointlessActions([strength], new Set(strengthened)) : []),
    ...evidence.flat(),
    ...(await findUnusedOverlays(root, listed)),
  ]
}

/** An overlay that no source lists repairs nothing, and would never be found pointless. */
async function findUnusedOverlays(root: string, listed: OverlaySet['listed']): Promise<Finding[]> {
  const files = await readdir(join(root, OVERLAYS_FOLDER)).catch(() => [])
  return files
    .filter((file) => file.endsWith('.yaml') && !listed.has(file.replace(/\.yaml$/, '')))
    .map((file) => ({
      code: 'DC204',
      side: 'spec',
      file: `${OVERLAYS_FOLDER}/${file}`,
      message: 'no source lists this overlay: list it in specs/sources.yaml, or delete it',
    }))
}
