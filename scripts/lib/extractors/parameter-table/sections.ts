import { PageProblem, type PageLine } from './page-line.ts'

/** The sections of the form. Each stands at most once, in any order. */
export type SectionName =
  | 'Overview'
  | 'Request Description'
  | 'Input Parameters'
  | 'Header Parameters'
  | 'Body Parameters'
  | 'Request Example'
  | 'Response Example'

export interface Section {
  heading: PageLine
  /** What stands in parentheses behind the heading. */
  mediaType: string | undefined
  lines: PageLine[]
}

export interface SectionedPage {
  title: PageLine
  sections: ReadonlyMap<SectionName, Section>
}

/** `2. Title` or `3.1 Title`: a number with a dot in it or behind it. `2.0 ~ 3.0` is none. */
const HEADING = /^(?:\d+\.|\d+(?:\.\d+)+\.?)\s+(\p{Lu}.*)$/u

const KNOWN_TITLE =
  /^(?:(Overview|Request Description|Input Parameters|Header Parameters|Request Example|Response Example)|(Body Parameters)(?:\s*\((.*)\))?)$/

/**
 * Splits a page at its numbered headings. The first line is the title. An unknown section is a problem: what it says
 * would be lost.
 */
export function readSections(lines: readonly PageLine[]): SectionedPage {
  const [title, ...rest] = lines
  if (!title || HEADING.test(title.value)) {
    throw new PageProblem('DC120', title?.line ?? 1, 'the page does not begin with its title')
  }
  const sections = new Map<SectionName, Section>()
  let current: Section | undefined
  for (const line of rest) {
    const headingTitle = HEADING.exec(line.value)?.[1]
    if (headingTitle !== undefined) {
      const { name, mediaType } = readTitle(headingTitle, line)
      const first = sections.get(name)
      if (first) {
        const message = `a second section ${name}; the first is on line ${String(first.heading.line)}`
        throw new PageProblem('DC121', line.line, message)
      }
      current = { heading: line, mediaType, lines: [] }
      sections.set(name, current)
    } else if (current) {
      current.lines.push(line)
    } else {
      throw new PageProblem('DC121', line.line, `"${line.value}" stands before the first section`)
    }
  }
  return { title, sections }
}

function readTitle(title: string, { line }: PageLine): { name: SectionName; mediaType: string | undefined } {
  const [, plainName, bodyName, mediaType] = KNOWN_TITLE.exec(title) ?? []
  const name = plainName ?? bodyName
  if (name === undefined) throw new PageProblem('DC121', line, `this form of page knows no section "${title}"`)
  // The pattern lists exactly the names of the type.
  return { name: name as SectionName, mediaType }
}
