import type { SyncedPage } from './collect-pages.ts'
import { specOf, type PageContent } from './page-content.ts'

/** What became of the pages, by their paths below specs/pages/, each list sorted. */
export interface PageChanges {
  /** Pages with a spec that were not there. */
  added: string[]
  /** Pages whose spec is another one. */
  changed: string[]
  /** Pages whose spec stands, as it was, on another page. */
  moved: { from: string; to: string }[]
  /** Pages with a spec that are not listed any more. */
  removed: string[]
  /** Pages that changed outside their spec, or that have none. */
  reworded: string[]
}

/** A page that is not listed any more. */
export interface FormerPage {
  path: string
  content: PageContent
}

/** Holds the pages of a sync against those of the one before. */
export function findPageChanges(pages: readonly SyncedPage[], former: readonly FormerPage[]): PageChanges {
  const removed = former.filter(({ content }) => specOf(content))
  const added = pages.filter(({ before, content }) => !specOf(before) && specOf(content))
  const moved = pairMoved(removed, added)
  const isMoved = (path: string) => moved.some(({ from, to }) => from === path || to === path)
  const textOf = (content: PageContent | undefined) => specOf(content)?.extraction.specText
  const kept = pages.filter(({ before, isChanged }) => isChanged && before !== undefined)
  const others = kept.filter((page) => !added.includes(page))
  return {
    added: pathsOf(added.filter(({ path }) => !isMoved(path))),
    changed: pathsOf(others.filter(({ before, content }) => textOf(before) !== textOf(content))),
    moved,
    removed: pathsOf(removed.filter(({ path }) => !isMoved(path))),
    reworded: pathsOf(others.filter(({ before, content }) => textOf(before) === textOf(content))),
  }
}

/** How many pages differ from what they were in more than words. */
export function countPageChanges({ added, changed, moved, removed }: PageChanges): number {
  return added.length + changed.length + moved.length + removed.length
}

/** The same spec on another page; where several pages state it, that of the same name. */
function pairMoved(removed: readonly FormerPage[], added: readonly SyncedPage[]): PageChanges['moved'] {
  const left = new Set(added)
  return [...removed].sort(byPath).flatMap(({ path, content }) => {
    const text = specOf(content)?.extraction.specText
    const candidates = [...left].filter((page) => specOf(page.content)?.extraction.specText === text)
    const match = candidates.find((page) => nameOf(page.path) === nameOf(path)) ?? candidates[0]
    if (!match) return []
    left.delete(match)
    return [{ from: path, to: match.path }]
  })
}

function pathsOf(pages: readonly { path: string }[]): string[] {
  return pages.map(({ path }) => path).sort()
}

function byPath(one: { path: string }, other: { path: string }): number {
  return one.path < other.path ? -1 : 1
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}
