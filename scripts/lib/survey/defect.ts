import { groupBy } from '../../../contract-tests/engine/answers/group-by.ts'
import type { FindingCode, Side } from '../../../contract-tests/engine/finding.ts'
import type { Look } from './looks.ts'
import type { ChatPage } from './site-pages.ts'

/** Something that is wrong with one page, seen in one way. */
export interface Defect {
  /** What is wrong, in words that fit every page that has it: defects of one cause have one text. */
  kind: string
  /** What the contract calls it; undefined where it has no name for it. */
  code: FindingCode | undefined
  side: Side
  /** Whether the page has it as published, or still with the overlays; or whether it takes two pages to have it. */
  look: Look | 'between'
  /** Path from the site's folder. */
  file: string
  line: number | undefined
  /** JSON pointer into the page's spec. */
  pointer: string | undefined
  /** What it is on this page. */
  message: string
  /** The models that it is about. */
  models: readonly string[]
}

/** All defects of one cause. */
export interface DefectKind extends Pick<Defect, 'kind' | 'code' | 'side'> {
  /** How many operations have it as published, and with the overlays; undefined where overlays have no say. */
  operations: number
  remaining: number | undefined
  models: number
  example: Pick<Defect, 'file' | 'line' | 'message'>
}

/** Names a defect of a page as a whole or of one place of its spec. */
export function describeDefect(
  page: ChatPage,
  pointer: string,
  defect: Pick<Defect, 'kind' | 'look' | 'message'> & Partial<Defect>,
): Defect {
  const place = { file: page.file, line: page.lineOf(pointer), pointer }
  return { code: undefined, side: 'page', models: page.operation.models, ...place, ...defect }
}

/** One kind for each cause, the most frequent first. */
export function groupDefects(defects: readonly Defect[]): DefectKind[] {
  const groups = groupBy(defects, ({ kind, code, side }) => JSON.stringify([kind, code, side]))
  const kinds = groups.flatMap((group) => {
    const [example] = group
    return example ? describeKind(example, group) : []
  })
  return kinds.sort((one, other) => countOf(other) - countOf(one) || (one.kind < other.kind ? -1 : 1))
}

function describeKind({ kind, code, side, look, file, line, message }: Defect, group: readonly Defect[]): DefectKind {
  const count = (...looks: Defect['look'][]) => {
    return new Set(group.filter((one) => looks.includes(one.look)).map((one) => one.file)).size
  }
  return {
    kind,
    code,
    side,
    operations: count('published', 'between'),
    remaining: look === 'between' ? undefined : count('repaired'),
    models: new Set(group.flatMap(({ models }) => models)).size,
    example: { file, line, message },
  }
}

function countOf({ operations, remaining = 0 }: DefectKind): number {
  return Math.max(operations, remaining)
}
