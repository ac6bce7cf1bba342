import { toPointer, type PathKey } from '../../../../contract-tests/engine/json-pointer.ts'
import type { Contradiction } from '../extraction.ts'
import type { PageValue } from './page-line.ts'

/** A part of the document, and where the page states it. Pointers are relative to the part. */
export interface Stated {
  value: unknown
  /** The line that states the part as a whole. */
  line: number
  /** The lines that state its members, at any depth. */
  memberLines: [pointer: string, line: number][]
  contradictions: Contradiction[]
}

export type StatedEntry = readonly [key: string, member: Stated | undefined]

/** A value that one line states. */
export function stated({ value, line }: PageValue<unknown>): Stated {
  return { value, line, memberLines: [], contradictions: [] }
}

/** An object that one line states as a whole. Entries without a value are left out. */
export function statedObject(
  line: number,
  entries: readonly StatedEntry[],
  contradictions: readonly Contradiction[] = [],
): Stated {
  const members = entries.flatMap(([key, member]) => (member ? [[key, member] as const] : []))
  const inner = collect(members)
  return {
    value: Object.fromEntries(members.map(([key, member]) => [key, member.value])),
    line,
    memberLines: inner.memberLines,
    contradictions: [...contradictions, ...inner.contradictions],
  }
}

/** A list, stated as a whole where its first item is; undefined where it has none. */
export function statedList(items: readonly Stated[]): Stated | undefined {
  const [first] = items
  return first && { value: items.map((item) => item.value), line: first.line, ...collect([...items.entries()]) }
}

function collect(members: readonly (readonly [PathKey, Stated])[]): Pick<Stated, 'memberLines' | 'contradictions'> {
  const located = members.map(([key, member]) => ({ prefix: toPointer([key]), member }))
  return {
    memberLines: located.flatMap(({ prefix, member }) => [
      [prefix, member.line] as [string, number],
      ...member.memberLines.map(([pointer, line]): [string, number] => [prefix + pointer, line]),
    ]),
    contradictions: located.flatMap(({ prefix, member }) =>
      member.contradictions.map((contradiction) => ({ ...contradiction, pointer: prefix + contradiction.pointer })),
    ),
  }
}
