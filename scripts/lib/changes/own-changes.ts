import type { OpenApiDocument } from '../overlays.ts'
import { MAX_SCHEMAS } from './fields.ts'
import { listSurfaces, pairOperations, type PairedOperations } from './operations.ts'
import { pairFields, type FieldPair } from './pair-fields.ts'
import type { RuleHit } from './rule-ids.ts'
import { findDefaultChanges } from './rules/defaults.ts'
import { findExampleMisfits } from './rules/examples.ts'
import { findLimitChanges } from './rules/limits.ts'
import { findPresenceChanges, findRequiredChange } from './rules/presence.ts'
import { findAddressChanges } from './rules/servers.ts'
import { findTypeChange } from './rules/types.ts'
import { findValueChanges } from './rules/values.ts'
import { findWordingChange } from './rules/wording.ts'

/** What our rules see in two documents of one spec, models apart. */
export interface OwnChanges {
  hits: RuleHit[]
  pairs: FieldPair[]
  operations: PairedOperations
  notes: string[]
}

const pairRules = [findDefaultChanges, findLimitChanges, findTypeChange, findValueChanges, findRequiredChange]

/** Holds every rule that knows one spec alone against two documents. What is said twice, or of a schema that two places share, is one hit. */
export function findOwnChanges(id: string, before: OpenApiDocument, after: OpenApiDocument): OwnChanges {
  const operations = pairOperations(before, after)
  const fields = operations.pairs.map((pair) => pairFields([before, after], pair))
  const pairs = fields.flatMap((paired) => [...paired.pairs, ...paired.renamed])
  const examples = findExampleMisfits(id, before, after)
  const hits = [
    ...findAddressChanges(before, after, operations),
    ...fields.flatMap(findPresenceChanges),
    ...pairs.flatMap((pair) => pairRules.flatMap((rule) => rule(pair))),
    ...examples.hits,
    ...findWordingChange(
      before,
      after,
      examples.hits.map(({ pointer }) => pointer),
    ),
  ]
  const isCut = operations.pairs.some(([old, fresh]) =>
    [...listSurfaces(before, old), ...listSurfaces(after, fresh)].some((surface) => surface.isCut),
  )
  const notes = [
    ...(isCut
      ? [`${id}: more fields than can be compared; those of the first ${String(MAX_SCHEMAS)} schemas were`]
      : []),
    ...(examples.unchecked === undefined ? [] : [`examples not checked: ${examples.unchecked}`]),
  ]
  return { hits: uniqueHits(hits), pairs, operations, notes }
}

function uniqueHits(hits: readonly RuleHit[]): RuleHit[] {
  const seen = new Set<string>()
  return hits.filter(({ id, text, pointer }) => {
    const keys = [JSON.stringify([id, text]), JSON.stringify([id, { pointer }])]
    const isKnown = keys.some((key) => seen.has(key))
    for (const key of keys) seen.add(key)
    return !isKnown
  })
}
