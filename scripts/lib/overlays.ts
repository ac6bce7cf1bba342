import { toPointer } from '../../contract-tests/engine/json-pointer.ts'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { applyOverlayAction } from '../../contract-tests/support/apply-overlay-action.ts'
import { copyJson } from '../../contract-tests/support/copy-json.ts'
import { parseCheckedYaml } from './checked-yaml.ts'
import { InputError } from './input-error.ts'
import { sha256 } from './lock.ts'

/** Where overlays stand, from the project's root. */
export const OVERLAYS_FOLDER = 'specs/overlays'

const CITATION = /^(specs\/pages\/(?!.*\.\.)[^:]+):\d+:\s*(.+)$/

const evidenceSchema = v.pipe(
  v.string(),
  v.check((text) => !text.startsWith('specs/') || CITATION.test(text), 'must be specs/pages/<page>:<line>: <text>'),
)

const actionSchema = v.looseObject({
  target: v.pipe(v.string(), v.startsWith('$', 'must be a JSONPath')),
  description: v.pipe(v.string('every action needs its reason'), v.nonEmpty('every action needs its reason')),
  'x-evidence': v.pipe(v.array(evidenceSchema, 'every action needs its evidence'), v.nonEmpty('names no evidence')),
})

const overlaySchema = v.looseObject({
  overlay: v.pipe(v.string(), v.regex(/^1\.1\.\d+$/, 'must be an Overlay 1.1 document')),
  actions: v.pipe(v.array(actionSchema), v.nonEmpty('holds no action')),
})

/** An Overlay 1.1 document of specs/overlays/, and where its actions stand. */
export interface Overlay {
  name: string
  file: string
  sha256: string
  actions: (v.InferOutput<typeof actionSchema> & { line: number; pointer: string })[]
}

/** An OpenAPI document as plain data. */
export type OpenApiDocument = Record<string, unknown>

/**
 * Reads an overlay, specs/overlays/<name>.yaml where no other file is named. Throws an {@link InputError} where an action
 * lacks its reason or evidence.
 */
export async function readOverlay(
  root: string,
  name: string,
  file = `${OVERLAYS_FOLDER}/${name}.yaml`,
): Promise<Overlay> {
  const text = await readFile(join(root, file), 'utf8').catch((cause: unknown) => {
    throw new InputError('this overlay does not exist', { file }, { cause })
  })
  const { output, lineOf } = parseCheckedYaml(file, text, overlaySchema)
  const actions = output.actions.map((action, index) => {
    const path = ['actions', index]
    return { ...action, line: lineOf([...path, 'target']), pointer: toPointer(path) }
  })
  return { name, file, sha256: sha256(text), actions }
}

/** The spec with its overlays applied, and which of their actions did something. */
export interface OverlayResult {
  document: OpenApiDocument
  /** `<overlay>#<pointer of the action>` of every action that changes this document, repeated values included. */
  effectiveActions: Set<string>
  findings: Finding[]
}

/** Applies overlays in order, one action at a time, to a copy of the document. An action that repeats a value is not. */
export async function applyOverlays(spec: OpenApiDocument, overlays: readonly Overlay[]): Promise<OverlayResult> {
  const result = await applyActions(spec, overlays, { areRefused: false })
  // To look after every action takes longer than to apply them all, and there is hardly ever something to see.
  return findRepeatedValue(result.document) ? applyActions(spec, overlays, { areRefused: true }) : result
}

/** @param areRefused whether actions that repeat a value are, which takes a copy of the document for each action */
async function applyActions(
  spec: OpenApiDocument,
  overlays: readonly Overlay[],
  { areRefused }: { areRefused: boolean },
): Promise<OverlayResult> {
  let document = copyJson(spec)
  const effectiveActions = new Set<string>()
  const findings: Finding[] = []
  for (const overlay of overlays) {
    for (const action of overlay.actions) {
      const { document: next, isChanged } = await applyOverlayAction(areRefused ? copyJson(document) : document, action)
      if (!isChanged) continue
      effectiveActions.add(actionId(overlay, action))
      const fault = areRefused && !findRepeatedValue(document) && findRepeatedValue(next)
      if (fault) {
        findings.push({ code: 'DC202', ...placeOf(overlay, action), message: `${fault}: fixed upstream: delete me` })
      } else document = next
    }
  }
  return { document, effectiveActions, findings }
}

/** Actions that changed no spec in their scope: the docs were repaired, or the target is wrong. */
export function findPointlessActions(overlays: Iterable<Overlay>, effectiveActions: ReadonlySet<string>): Finding[] {
  return [...overlays].flatMap((overlay) =>
    overlay.actions
      .filter((action) => !effectiveActions.has(actionId(overlay, action)))
      .map((action) => ({
        code: 'DC201' as const,
        ...placeOf(overlay, action),
        message: `the action changes no spec in its scope (${action.target}): fixed upstream: delete me`,
      })),
  )
}

/**
 * Evidence of the form `specs/pages/<page>:<line>: <text>` must still stand on its page, on one line and no other. On
 * which line it stands is for the reader: a line added above it proves nothing wrong.
 */
export async function findStaleEvidence(root: string, overlay: Overlay): Promise<Finding[]> {
  const citations = overlay.actions.flatMap((action) =>
    action['x-evidence'].flatMap((evidence) => {
      const [, file, text] = CITATION.exec(evidence) ?? []
      return file && text ? [{ action, file, text }] : []
    }),
  )
  const findings = await Promise.all(
    citations.map(async ({ action, file, text }): Promise<Finding[]> => {
      const page = await readFile(join(root, file), 'utf8').catch(() => '')
      const count = page.split('\n').filter((line) => line.trim() === text).length
      if (count === 1) return []
      const message = `evidence: ${String(count)} lines of ${file} say \`${text}\`, not one`
      return [{ code: 'DC203', ...placeOf(overlay, action), message }]
    }),
  )
  return findings.flat()
}

/** Appending is how an overlay widens an enum; once the docs do it too, the value stands there twice. */
function findRepeatedValue(node: unknown): string | undefined {
  if (typeof node !== 'object' || node === null) return undefined
  for (const key in node) {
    const value = (node as Record<string, unknown>)[key]
    if ((key === 'enum' || key === 'required') && Array.isArray(value) && new Set(value).size < value.length) {
      return `\`${key}\` holds a value twice`
    }
    const repeated = findRepeatedValue(value)
    if (repeated) return repeated
  }
  return undefined
}

function placeOf(overlay: Overlay, action: Overlay['actions'][number]) {
  return { side: 'spec', file: overlay.file, line: action.line, pointer: action.pointer } as const
}

function actionId(overlay: Overlay, action: Overlay['actions'][number]): string {
  return `${overlay.name}#${action.pointer}`
}
