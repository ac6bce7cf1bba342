import { readCells, type Cells } from './cells.ts'
import { PageProblem, type PageLine, type PageValue } from './page-line.ts'
import type { Section } from './sections.ts'
import { isTypeWord, TYPE_WORDS, type TypeWord } from './type-words.ts'

/** A row of a table. The words of its type column are those of JSON Schema. */
export interface Row extends Cells {
  name: PageLine
  type: PageValue<TypeWord>
  isRequired: PageValue<boolean>
}

const NAME = /^[A-Za-z_][\w.-]*$/

const REQUIRED_WORDS = ['Yes', 'No']

/** Words of the other columns, and examples. */
const NO_NAMES: readonly string[] = [...TYPE_WORDS, ...REQUIRED_WORDS, 'true', 'false', 'null']

/**
 * Reads a table whose cells stand on lines of their own. A row starts where three lines are a name, a type and Yes or
 * No; what follows up to the next row is its description and its example.
 */
export function readRows({ heading, lines }: Section): Row[] {
  const heads = lines.flatMap((_, index) => readRowHead(lines, index) ?? [])
  const beforeFirst = lines.slice(0, heads[0]?.index ?? lines.length)
  refuseBrokenRow(beforeFirst)
  const [stray] = beforeFirst
  if (stray) throw new PageProblem('DC121', stray.line, `"${stray.value}" stands before the first row of its table`)
  if (heads.length === 0) throw new PageProblem('DC120', heading.line, `the section "${heading.value}" has no row`)

  return heads.map(({ index, ...row }, position) => {
    const cells = lines.slice(index + 3, heads[position + 1]?.index)
    refuseBrokenRow(cells)
    return { ...row, ...readCells(row.type.value, cells) }
  })
}

export function isName(text: string | undefined): text is string {
  return text !== undefined && NAME.test(text) && !NO_NAMES.includes(text)
}

function readRowHead(
  lines: readonly PageLine[],
  index: number,
): (Omit<Row, keyof Cells> & { index: number }) | undefined {
  const [name, type, required] = lines.slice(index, index + 3)
  if (!name || !type || !required) return undefined
  if (!isName(name.value) || !isTypeWord(type.value) || !REQUIRED_WORDS.includes(required.value)) return undefined
  return {
    index,
    name,
    type: { value: type.value, line: type.line },
    isRequired: { value: required.value === 'Yes', line: required.line },
  }
}

/** Three lines of which only two fit are a row with a mistake in it, not the description of the row before. */
function refuseBrokenRow(lines: readonly PageLine[]): void {
  for (const [index, line] of lines.entries()) {
    const [beforePrevious, previous] = [lines[index - 2], lines[index - 1]]
    if (REQUIRED_WORDS.includes(line.value)) throw brokenRowAbove(line, previous, beforePrevious)
    if (isTypeWord(line.value) && isName(previous?.value)) {
      const required = lines[index + 1] ?? line
      const message = `"${required.value}" stands where a row says whether it is required: Yes or No`
      throw new PageProblem('DC121', required.line, message)
    }
  }
}

function brokenRowAbove(required: PageLine, type: PageLine | undefined, name: PageLine | undefined): PageProblem {
  if (type && !isTypeWord(type.value)) {
    const message = `"${type.value}" stands where a row says its type: ${TYPE_WORDS.join(', ')}`
    return new PageProblem('DC121', type.line, message)
  }
  const culprit = name ?? type ?? required
  return new PageProblem('DC121', culprit.line, `"${culprit.value}" stands where a row says its name`)
}
