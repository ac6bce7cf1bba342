import { isDeepStrictEqual } from 'node:util'
import { openapiOverlay, resolveJsonPath, type OverlayTarget } from 'openapi-format/utils/overlay.js'
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
  const before = [copyJson(targets.map(({ value }) => value)), countMembers(targets)]
  const { data } = await openapiOverlay(document, { overlaySet: { overlay: '1.1.0', actions: [plainAction] } })
  // Of targets that stand in one another, the inner ones are somewhere else now.
  const values =
    targets.length > 1
      ? resolveJsonPath(data, action.target).map(({ value }) => value)
      : targets.map(({ parent, key }) => (key === undefined ? data : parent?.[key]))
  return { document: data, isChanged: !isDeepStrictEqual(before, [values, countMembers(targets)]) }
}

/** Where an item of a list was removed, its neighbour is now, which may be equal to it. */
function countMembers(targets: readonly OverlayTarget[]): number[] {
  return targets.map(({ parent = {} }) => Object.keys(parent).length)
}
