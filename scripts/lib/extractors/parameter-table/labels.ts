import { PageProblem, type PageLine } from './page-line.ts'
import type { SectionedPage } from './sections.ts'

export type LabelName = 'Available model list' | 'Note' | 'Request method' | 'Request address'

/** A label, and the lines below it up to the next label or section. */
export interface Label {
  label: PageLine
  lines: PageLine[]
}

export interface LabelledProse {
  /** The overview's lines under no label. */
  overview: PageLine[]
  labels: ReadonlyMap<LabelName, Label>
}

const LABEL = /^(Available model list|Note|Request method|Request address):?$/

/** Sections of prose and labels; tables and examples are the others. */
const PROSE_SECTIONS = ['Overview', 'Request Description', 'Input Parameters'] as const

/** Reads what stands outside the tables. Only the overview may hold lines under no label. */
export function readLabels({ sections }: SectionedPage): LabelledProse {
  const overview: PageLine[] = []
  const labels = new Map<LabelName, Label>()
  for (const section of PROSE_SECTIONS) {
    let current: Label | undefined
    for (const line of sections.get(section)?.lines ?? []) {
      // The pattern lists exactly the names of the type.
      const name = LABEL.exec(line.value)?.[1] as LabelName | undefined
      if (name) {
        const first = labels.get(name)
        if (first) throw repeatedLabel(name, line, first)
        current = { label: line, lines: [] }
        labels.set(name, current)
      } else if (current) {
        current.lines.push(line)
      } else if (section === 'Overview') {
        overview.push(line)
      } else {
        throw new PageProblem('DC121', line.line, `"${line.value}" stands under no label`)
      }
    }
  }
  return { overview, labels }
}

function repeatedLabel(name: LabelName, { line }: PageLine, { label }: Label): PageProblem {
  return new PageProblem('DC121', line, `a second label "${name}"; the first is on line ${String(label.line)}`)
}
