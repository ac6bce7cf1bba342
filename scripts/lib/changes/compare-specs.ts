import { availableParallelism } from 'node:os'
import { isDeepStrictEqual } from 'node:util'
import type { Finding } from '../../../contract-tests/engine/finding.ts'
import { mapWithLimit } from '../faults/map-with-limit.ts'
import type { OpenApiDocument } from '../overlays.ts'
import { SEVERITIES, type Change, type Comparison, type SpecSnapshot } from './change.ts'
import { findOwnChanges } from './own-changes.ts'
import type { PairedOperations } from './operations.ts'
import { pairSpecs, type ModelledSpec, type SpecPair } from './pair-specs.ts'
import { ruleOf, type RuleHit } from './rule-ids.ts'
import { findModelChanges, type ModelHit } from './rules/models.ts'
import { findSpecChanges } from './rules/specs.ts'
import { findOtherChange } from './rules/wording.ts'
import type { LoadedDiffer } from './run-oasdiff.ts'
import { translateOasdiff } from './translate-oasdiff.ts'

/** What a comparison needs beside the specs. */
export interface ComparisonOptions {
  oasdiff: LoadedDiffer
  /** What overlays and specs do not agree in: an action that became pointless is a change of the docs as well. */
  findings?: readonly Finding[] | undefined
}

/** Says in the words of an API user what became of specs between two times; specs that are the same say nothing. */
export async function compareSpecs(
  before: readonly SpecSnapshot[],
  after: readonly SpecSnapshot[],
  { oasdiff, findings = [] }: ComparisonOptions,
): Promise<Comparison> {
  const paired = pairSpecs(before, after)
  const models = findModelChanges(paired)
  const differing = paired.pairs.filter((pair) => !isDeepStrictEqual(pair.before.document, pair.after.document))
  const compared = await mapWithLimit(differing, availableParallelism(), (pair) => comparePair(pair, models, oasdiff))
  const changes = [
    ...findSpecChanges(paired).map(({ id, text, spec }) => toChange(spec, { id, text, pointer: '', subject: spec.id })),
    ...models.map((hit) => toChange(hit.spec, hit)),
    ...compared.flatMap((comparison) => comparison.changes),
    ...findings.filter(({ code }) => code === 'DC201' || code === 'DC202').map(toOverlayChange),
  ]
  const missing =
    oasdiff.problem === undefined ? [] : [`oasdiff cannot be run, our own rules alone were: ${oasdiff.problem}`]
  return { changes: changes.sort(compareChanges), notes: [...missing, ...compared.flatMap(({ notes }) => notes)] }
}

async function comparePair(
  { before, after }: SpecPair,
  allModels: readonly ModelHit[],
  { differ }: LoadedDiffer,
): Promise<Comparison> {
  const { hits, pairs, operations, notes } = findOwnChanges(after.id, before.document, after.document)
  const modelHits = modelHitsOf(before, after)
  const result = (await differ?.(before.document, alignPaths(after.document, operations))) ?? []
  const seen = Array.isArray(result) ? result : []
  const translated = translateOasdiff(seen, [...hits, ...modelHits], pairs)
  // Where texts were reworded as well, that says nothing of the rest.
  const said = hits.filter(({ id }) => id !== 'wording-changed')
  const isSilent = said.length + translated.length + modelHits.length === 0
  const others = isSilent ? findOtherChange(before.document, after.document) : []
  return {
    changes: [
      ...[...hits, ...others].map((hit) => toChange(after, hit)),
      ...translated.map((change): Change => ({ ...change, ...placeOf(after, change.pointer), source: 'oasdiff' })),
    ],
    notes: Array.isArray(result) ? notes : [...notes, `${after.id}: oasdiff could not compare it: ${result.problem}`],
  }
}

/** A stand-in for the hits about this spec's models, which stand once for all pages, elsewhere maybe. */
function modelHitsOf(before: ModelledSpec, after: ModelledSpec): RuleHit[] {
  const [old, fresh] = [before, after].map(({ models }) => models.map(({ id }) => id).join())
  if (old === fresh) return []
  return [{ id: 'model-renamed', text: '', pointer: '', subject: 'model', direction: 'request' }]
}

/** Under its old path, what a moved operation asks can be compared with what it asked. */
function alignPaths(document: OpenApiDocument, { pairs }: PairedOperations): OpenApiDocument {
  const oldPaths = new Map(pairs.map(([old, fresh]) => [fresh.path, old.path]))
  const paths = Object.entries((document['paths'] ?? {}) as Record<string, unknown>)
  return { ...document, paths: Object.fromEntries(paths.map(([path, item]) => [oldPaths.get(path) ?? path, item])) }
}

function toChange(spec: ModelledSpec, { id, text, pointer, models }: RuleHit): Change {
  const { severity } = ruleOf(id)
  return { id, severity, text, ...placeOf(spec, pointer), ...(models && { models }), source: 'own' }
}

function placeOf({ gateway, spec, models, file, lineOf, url }: ModelledSpec, pointer: string) {
  return { gateway, spec, models: models.map(({ id }) => id), pointer, file, line: lineOf(pointer), url }
}

function toOverlayChange({ message, file = '', line, pointer = '' }: Finding): Change {
  const text = `The docs repaired what an overlay repairs: ${message}.`
  const place = { gateway: null, spec: null, models: [], pointer, file, line: line ?? null, url: null }
  return { id: 'overlay-pointless', severity: ruleOf('overlay-pointless').severity, text, ...place, source: 'own' }
}

/** The worst first, and within a severity by gateway, spec and place. */
function compareChanges(one: Change, other: Change): number {
  const severity = SEVERITIES.indexOf(one.severity) - SEVERITIES.indexOf(other.severity)
  const [first, second] = [one, other].map(({ gateway, spec, id }) => [gateway ?? '', spec ?? '', id].join('\n'))
  return severity || ((first ?? '') < (second ?? '') ? -1 : first === second ? (one.line ?? 0) - (other.line ?? 0) : 1)
}
