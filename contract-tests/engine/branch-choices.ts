import { conjoin } from './conjunction.ts'
import { isRecord } from './json-value.ts'
import type { LocatedSchema } from './json-schema.ts'
import { limits } from './sample-limits.ts'
import type { SchemaView } from './schema-view.ts'
import { viewSchema } from './view-schema.ts'

/** One branch of each group of a view, and what they ask together with the view itself. */
export interface BranchChoice {
  branches: LocatedSchema[]
  view: SchemaView
}

/** Every way to choose one branch of each group, as far as the limits go; one way without a branch where none is. */
export function branchChoices(document: Record<string, unknown>, view: SchemaView): BranchChoice[] {
  // An example beside the branches belongs to one of them, and only an object's keys tell to which.
  const base = { ...view, groups: [], documented: view.documented.filter(isRecord) }
  return combinations(view.groups).map((branches) => ({
    branches,
    view: branches.map((branch) => viewSchema(document, branch)).reduce(conjoin, base),
  }))
}

function combinations(groups: readonly LocatedSchema[][]): LocatedSchema[][] {
  const count = groups.reduce((product, { length }) => product * length, 1)
  if (count > limits.choices) {
    const longest = Math.max(...groups.map(({ length }) => length))
    const at = (index: number) => groups.flatMap((group) => group[index % group.length] ?? [])
    return Array.from({ length: longest }, (_, index) => at(index))
  }
  return groups.reduce<LocatedSchema[][]>(
    (chosen, group) => chosen.flatMap((branches) => group.map((branch) => [...branches, branch])),
    [[]],
  )
}
