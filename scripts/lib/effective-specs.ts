import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { countChatOperations, findChatOperation } from '../../contract-tests/engine/chat-operation.ts'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { fromPointer } from '../../contract-tests/engine/json-pointer.ts'
import {
  applyOverlays,
  findPointlessActions,
  findStaleEvidence,
  OVERLAYS_FOLDER,
  readOverlay,
  type OpenApiDocument,
  type Overlay,
} from './overlays.ts'
import { STRENGTH_FILE } from '../../contract-tests/support/strengthen.ts'
import type { VerifiedSpec } from './verify-specs.ts'
import { InputError } from './input-error.ts'
import { isYamlFile, parseYaml } from './yaml-file.ts'

/** Spec + overlays: the one source of the generated client and of the mock. */
export interface EffectiveSpec extends VerifiedSpec {
  document: OpenApiDocument
}

/** Applies to each spec the overlays that its source lists, and holds every overlay action to its promise. */
export async function makeEffectiveSpecs(
  root: string,
  specs: readonly VerifiedSpec[],
): Promise<{ specs: EffectiveSpec[]; findings: Finding[] }> {
  const names = new Set(specs.flatMap(({ source }) => source.overlays))
  const overlays = new Map<string, Overlay>()
  for (const name of names) overlays.set(name, await readOverlay(root, name))

  const findings: Finding[] = []
  const effectiveActions = new Set<string>()
  const effective: EffectiveSpec[] = []
  for (const spec of specs) {
    const scope = spec.source.overlays.flatMap((name) => overlays.get(name) ?? [])
    const result = await applyOverlays(parseSpec(spec), scope)
    for (const action of result.effectiveActions) effectiveActions.add(action)
    findings.push(
      ...result.findings,
      ...findOpenContradictions(spec, result.document),
      ...findGaps(spec, result.document),
    )
    effective.push({ ...spec, document: result.document })
  }
  findings.push(...findPointlessActions(overlays.values(), effectiveActions))
  for (const overlay of overlays.values()) findings.push(...(await findStaleEvidence(root, overlay)))
  findings.push(...(await verifyStrength(root, effective)))
  findings.push(...(await findUnusedOverlays(root, names)))
  return { specs: effective, findings }
}

/** Holds the overlay of the contract checks to the same promises. It is applied for that alone: no spec changes by it. */
async function verifyStrength(root: string, specs: readonly EffectiveSpec[]): Promise<Finding[]> {
  const chats = specs.filter(({ document }) => findChatOperation(document))
  if (chats.length === 0) return []
  const strength = await readOverlay(root, 'strength', STRENGTH_FILE)
  const results = await Promise.all(chats.map(({ document }) => applyOverlays(document, [strength])))
  const effectiveActions = new Set(results.flatMap((result) => [...result.effectiveActions]))
  return [
    ...results.flatMap(({ findings }) => findings),
    ...findPointlessActions([strength], effectiveActions),
    ...(await findStaleEvidence(root, strength)),
  ]
}

/** A page that says two things is a finding until an overlay decides, by changing what the spec took from it. */
function findOpenContradictions(spec: VerifiedSpec, effective: OpenApiDocument): Finding[] {
  const stated = parseSpec(spec)
  const valueAt = (document: OpenApiDocument, pointer: string) =>
    fromPointer(pointer).reduce<unknown>((node, key) => (node as OpenApiDocument | undefined)?.[key], document)
  return spec.contradictions
    .filter(({ pointer }) => isDeepStrictEqual(valueAt(stated, pointer), valueAt(effective, pointer)))
    .map(({ pointer, line, message }) => {
      const place = { file: spec.source.pageFile, line, pointer, gateway: spec.source.gateway }
      return { code: 'DC108', side: 'page', ...place, message: `${message}; an overlay has to decide` }
    })
}

/**
 * What would take a model out of the catalogue, or a stream out of the checks, without a word. A docs site is listed
 * whole, so nobody says of one of its pages that it completes chats.
 */
function findGaps({ source, specText, placeOf }: VerifiedSpec, document: OpenApiDocument): Finding[] {
  if (source.site !== undefined) return []
  const operation = findChatOperation(document)
  const count = countChatOperations(document)
  const finding = { side: 'spec', gateway: source.gateway, ...placeOf(1) } as const
  if (!operation || operation.models.length === 0 || count > 1) {
    const what = count > 1 ? `${String(count)} operations` : operation ? 'no model that `model` allows' : 'no operation'
    return [
      { code: 'DC109', ...finding, message: `${what} to complete chats with; a primary needs one, with its models` },
    ]
  }
  const hasStream = operation.answers.some(({ streamExample }) => streamExample !== undefined)
  if (!('stream' in operation.properties) || hasStream) return []
  const pointer = `${operation.requestPointer}/properties/stream`
  const yaml = parseYaml(specText)
  const place = placeOf(isYamlFile(yaml) ? yaml.lineOf(fromPointer(pointer)) : 1)
  const message = '`stream` is a parameter, and no answer is a stream: list the overlay chat-stream'
  return [{ code: 'DC207', ...finding, ...place, pointer, message }]
}

/** An overlay that no source lists repairs nothing, and would never be found pointless. */
async function findUnusedOverlays(root: string, used: ReadonlySet<string>): Promise<Finding[]> {
  const files = await readdir(join(root, OVERLAYS_FOLDER)).catch(() => [])
  return files
    .filter((file) => file.endsWith('.yaml') && !used.has(file.replace(/\.yaml$/, '')))
    .map((file) => ({
      code: 'DC204',
      side: 'spec',
      file: `${OVERLAYS_FOLDER}/${file}`,
      message: 'no source lists this overlay: list it in specs/sources.yaml, or delete it',
    }))
}

function parseSpec({ source, specText }: VerifiedSpec): OpenApiDocument {
  const yaml = parseYaml(specText)
  if (!isYamlFile(yaml)) throw new InputError(yaml.message, { file: source.specFile, line: yaml.line })
  return yaml.value as OpenApiDocument
}
