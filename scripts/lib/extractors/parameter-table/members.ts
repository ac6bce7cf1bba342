import { readMemberNames, readOptionalValues } from './meaning.ts'
import { PageProblem, type PageValue } from './page-line.ts'
import type { Row } from './rows.ts'

/** A row with the rows that describe its members. */
export interface Parameter extends Row {
  /** The only values it may have; empty where the page lists none. */
  allowedValues: PageValue<unknown>[]
  /** Of the object, or of each object in the array; undefined where the page names none. */
  members: Members | undefined
}

export interface Members {
  /** The line that names them. */
  line: number
  parameters: Parameter[]
}

interface Owner {
  parameters: Parameter[]
  /** Announced, and not met so far: the name, and the line that announces it. */
  pending: Map<string, number>
}

/**
 * Puts each row that another one announces ("contains role and content") under that one. A name may stand in a table
 * again only where it was announced again.
 */
export function nestRows(rows: readonly Row[]): Parameter[] {
  const top: Parameter[] = []
  const owners: Owner[] = []
  const firstLines = new Map<string, number>()
  for (const row of rows) {
    const { value: name, line } = row.name
    const [owner, otherOwner] = owners.filter(({ pending }) => pending.has(name))
    if (otherOwner) throw new PageProblem('DC121', line, `"${name}" is announced by two rows above`)
    const firstLine = firstLines.get(name)
    if (!owner && firstLine !== undefined) {
      throw new PageProblem('DC122', line, `a second row "${name}"; the first is on line ${String(firstLine)}`)
    }
    firstLines.set(name, firstLine ?? line)

    const announced = readMemberNames(row)
    const members = announced && { line: announced.line, parameters: [] }
    const siblings = owner?.parameters ?? top
    siblings.push({ ...row, allowedValues: readOptionalValues(row), members })
    owner?.pending.delete(name)
    if (members) {
      const pending = new Map(announced.names.map((entry) => [entry.value, entry.line]))
      owners.push({ parameters: members.parameters, pending })
    }
  }
  refuseMissingMember(owners)
  return top
}

function refuseMissingMember(owners: readonly Owner[]): void {
  const [missing] = owners.flatMap(({ pending }) => [...pending])
  if (missing) throw new PageProblem('DC121', missing[1], `no row below describes the member "${missing[0]}"`)
}
