import type { ModelledSpec, PairedSpecs } from '../pair-specs.ts'
import { quote, quoteList } from '../quote.ts'
import type { RuleHit } from '../rule-ids.ts'
import { canCompareNames, closestModel, isRenamedModel } from '../similarity.ts'
import { takesAnyModel, type SpecModel } from '../spec-models.ts'

/** What became of a model, and the specs that say so, each of them at its place. */
export interface ModelHit extends RuleHit {
  spec: ModelledSpec
}

/**
 * Models that were renamed, retired or added, over all specs: whether a model is retired is for no single page to say.
 * The same said on several pages of a gateway is one hit.
 */
export function findModelChanges({ pairs, removed, added }: PairedSpecs): ModelHit[] {
  const still = modelsByGateway([...pairs.map(({ after }) => after), ...added])
  const already = modelsByGateway([...pairs.map(({ before }) => before), ...removed])
  const hits = pairs.flatMap(({ before, after }): ModelHit[] => {
    const gone = before.models.filter(({ id }) => !after.models.some((model) => model.id === id))
    const fresh = after.models.filter(({ id }) => !before.models.some((model) => model.id === id))
    if (gone.length > 0 && after.models.length === 0 && takesAnyModel(after)) {
      const ids = gone.map(({ id }) => id)
      const text = `The docs no longer list which models a call may name (they were ${quoteList(ids)})`
      return [
        { spec: after, id: 'models-unlisted', text, pointer: gone[0]?.pointer ?? '', subject: 'model', models: ids },
      ]
    }
    const gateway = String(after.gateway)
    const renamed = new Set<SpecModel>()
    const ended = gone.map((model): ModelHit => {
      const match = (canCompareNames(gone, fresh) ? fresh : []).find(
        (candidate) =>
          !renamed.has(candidate) && !already.get(gateway)?.has(candidate.id) && isRenamedModel(model.id, candidate.id),
      )
      if (match) renamed.add(match)
      return {
        spec: after,
        ...describeEnd(model, match, canCompareNames(gone, fresh) ? fresh : [], still.get(gateway)),
      }
    })
    const begun = fresh.filter((model) => !renamed.has(model))
    return [...ended, ...begun.map((model) => ({ spec: after, ...describeBegin(model, already.get(gateway)) }))]
  })
  return gatherPages(hits)
}

function describeEnd(
  { id, pointer, operation }: SpecModel,
  match: SpecModel | undefined,
  fresh: readonly SpecModel[],
  still: ReadonlySet<string> | undefined,
): RuleHit {
  if (match) {
    const text = `The model ${quote(id)} is now ${quote(match.id)}`
    return { id: 'model-renamed', text, pointer: match.pointer, subject: 'model', models: [id, match.id] }
  }
  const place = { pointer, subject: 'model', models: [id] }
  if (still?.has(id)) {
    const text = `${operation} no longer lists the model ${quote(id)}, which other pages still document`
    return { id: 'model-left-page', text, ...place }
  }
  const closest = closestModel(
    id,
    fresh.map((model) => model.id),
  )
  const instead = closest === undefined ? '' : `; the new id that is most like it is ${quote(closest)}`
  return { id: 'model-retired', text: `The model ${quote(id)} is gone${instead}`, ...place }
}

function describeBegin({ id, pointer, operation }: SpecModel, already: ReadonlySet<string> | undefined): RuleHit {
  const text = already?.has(id) ? `${operation} now also takes the model ${quote(id)}` : `The model ${quote(id)} is new`
  return { id: 'model-added', text, pointer, subject: 'model', models: [id] }
}

function modelsByGateway(specs: readonly ModelledSpec[]): Map<string, Set<string>> {
  const models = new Map<string, Set<string>>()
  for (const { gateway, models: own } of specs) {
    const known = models.get(String(gateway)) ?? new Set()
    for (const { id } of own) known.add(id)
    models.set(String(gateway), known)
  }
  return models
}

function gatherPages(hits: readonly ModelHit[]): ModelHit[] {
  const groups = new Map<string, [ModelHit, ...ModelHit[]]>()
  for (const hit of hits) {
    const key = JSON.stringify([hit.spec.gateway, hit.id, hit.text])
    const group = groups.get(key)
    if (group) group.push(hit)
    else groups.set(key, [hit])
  }
  return [...groups.values()].map(([first, ...others]) => {
    const pages = others.length === 0 ? '' : ` (on ${String(others.length + 1)} pages)`
    return { ...first, text: `${first.text}${pages}.` }
  })
}
