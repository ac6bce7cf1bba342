import { isDeepStrictEqual } from 'node:util'
import { countChatOperations, findChatOperation } from '../../contract-tests/engine/chat-operation.ts'
import type { Finding } from '../../contract-tests/engine/finding.ts'
import { fromPointer } from '../../contract-tests/engine/json-pointer.ts'
import { judgeOverlays, readOverlaySet, type OverlaySet, type OverlayUse } from './overlay-set.ts'
import { applyOverlays, type OpenApiDocument } from './overlays.ts'
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
  const sources = specs.map(({ source }) => source)
  const overlays = await readOverlaySet(root, sources)
  const results = []
  for (const spec of specs) results.push(await makeEffectiveSpec(spec, overlays))
  const uses = results.map(({ use }) => use)
  return {
    specs: results.map(({ spec }) => spec),
    findings: [...results.flatMap(({ findings }) => findings), ...(await judgeOverlays(root, overlays, uses))],
  }
}

/** Applies to one spec the overlays that its source lists. */
export async function makeEffectiveSpec(
  spec: VerifiedSpec,
  { listed, strength }: OverlaySet,
): Promise<{ spec: EffectiveSpec; use: OverlayUse; findings: Finding[] }> {
  const scope = spec.source.overlays.flatMap((name) => listed.get(name) ?? [])
  const result = await applyOverlays(parseSpec(spec), scope)
  const { document } = result
  const strengthened = findChatOperation(document) && (await applyOverlays(document, [strength]))
  return {
    spec: { ...spec, document },
    use: {
      listed: [...result.effectiveActions],
      strength: strengthened && [...strengthened.effectiveActions],
    },
    findings: [
      ...result.findings,
      ...findOpenContradictions(spec, document),
      ...findGaps(spec, document),
      ...(strengthened?.findings ?? []),
    ],
  }
}

/** A page that says two things is a finding until an overlay decides, by changing what the spec took from it. */
function findOpenContradictions(spec: VerifiedSpec, effective: OpenApiDocument): Finding[] {
  if (spec.contradictions.length === 0) return []
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

function parseSpec({ source, specText }: VerifiedSpec): OpenApiDocument {
  const yaml = parseYaml(specText)
  if (!isYamlFile(yaml)) throw new InputError(yaml.message, { file: source.specFile, line: yaml.line })
  return yaml.value as OpenApiDocument
}
