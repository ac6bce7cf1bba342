import { isDeepStrictEqual } from 'node:util'
import { openapiOverlay, resolveJsonPath } from 'openapi-format/utils/overlay.js'
import { copyJson } from './copy-json.ts'

/** One action of an Overlay 1.1 document. */
export interface OverlayAction {
  target: string
  [field: string]: unknown
}

/**
 * Applies one action of an overlay to the document itself, and says whether that changed it: an action whose target is
 * not there, or is already as the action wants it, does not. To compare its targets alone, and not two documents, is
 * what makes many actions on many documents cheap.
 */
export async function applyOverlayAction(
  document: Record<string, unknown>,
  action: OverlayAction,
): Promise<{ document: Record<string, unknown>; isChanged: boolean }> {
  // Where our own reader found the action is no part of it.
  const { line: _line, pointer: _pointer, ...plainAction } = action
  const targets = resolveJsonPath(document, action.target)
  if (targets.length === 0) return { document, isChanged: false }
  const before = copyJson(targets.map(({ value }) => value))
  const overlaySet = { overlay: '1.1.0', actions: [plainAction] }
  const { data, resultData } = await openapiOverlay(document, { overlaySet })
  const after = targets.map(({ parent, key }) => (parent ? parent[key] : data))
  // Where an item of a list was, its neighbour is now.
  const isRemoved = action['remove'] === true && resultData.totalUsedActions > 0
  return { document: data, isChanged: isRemoved || !isDeepStrictEqual(before, after) }
}
