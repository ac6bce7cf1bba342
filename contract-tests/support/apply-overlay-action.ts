import { openapiOverlay } from 'openapi-format/utils/overlay.js'
import { copyJson } from './copy-json.ts'

/** One action of an Overlay 1.1 document. */
export interface OverlayAction {
  target: string
  [field: string]: unknown
}

/** Applies one action of an overlay to a copy of the document. An action whose target is not there changes nothing. */
export async function applyOverlayAction(
  document: Record<string, unknown>,
  action: OverlayAction,
): Promise<Record<string, unknown>> {
  // Where our own reader found the action is no part of it.
  const { line: _line, pointer: _pointer, ...plainAction } = action
  const overlaySet = { overlay: '1.1.0', actions: [plainAction] }
  return (await openapiOverlay(copyJson(document), { overlaySet })).data
}
