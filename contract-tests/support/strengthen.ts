import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'yaml'
import { applyOverlayAction, type OverlayAction } from './apply-overlay-action.ts'
import { copyJson } from './copy-json.ts'

/** The overlay that the contract checks alone apply, from the project's root. */
export const STRENGTH_FILE = 'specs/strength.yaml'

const PROJECT_ROOT = fileURLToPath(new URL('../../', import.meta.url))

/**
 * The effective spec with what the docs warrant of answers beyond their schemas: required members of choices, constants,
 * counts that are not negative, an error that can be told from a completion. The document itself stays as it is.
 *
 * @param root the project's root, where specs/strength.yaml stands
 */
export async function strengthen(
  document: Record<string, unknown>,
  root = PROJECT_ROOT,
): Promise<Record<string, unknown>> {
  let strict = copyJson(document)
  for (const action of await readActions(join(root, STRENGTH_FILE))) {
    strict = (await applyOverlayAction(strict, action)).document
  }
  return strict
}

async function readActions(file: string): Promise<OverlayAction[]> {
  const { actions } = parse(await readFile(file, 'utf8')) as { actions: OverlayAction[] }
  return actions
}
