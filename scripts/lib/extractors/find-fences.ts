/** A code fence of a markdown page. Indexes count lines from 0. */
export interface Fence {
  open: number
  /** Undefined where the page ends first. */
  close: number | undefined
  /** What stands behind the opening marks. */
  info: string
}

/** CommonMark: up to three blanks, three or more backticks or tildes; the info string behind backticks holds none. */
const OPENING = /^ {0,3}(?:(`{3,})([^`]*)|(~{3,})(.*))$/

/** Finds the code fences of a page, as CommonMark does outside lists and quotations. Takes time as the page is long. */
export function findFences(lines: readonly string[]): Fence[] {
  const fences: Fence[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const [, ticks, tickInfo, tildes, tildeInfo] = OPENING.exec(withoutReturn(lines[index])) ?? []
    const marks = ticks ?? tildes
    if (marks === undefined) continue
    const close = findClose(lines, index + 1, marks)
    fences.push({ open: index, close, info: (tickInfo ?? tildeInfo ?? '').trim() })
    if (close === undefined) break
    index = close
  }
  return fences
}

/** CommonMark: a fence ends at a line of at least as many of its marks and nothing else. */
function findClose(lines: readonly string[], start: number, marks: string): number | undefined {
  for (let index = start; index < lines.length; index += 1) {
    const line = withoutReturn(lines[index]).trimEnd()
    const text = line.trimStart()
    if (line.length - text.length <= 3 && text.startsWith(marks) && isMadeOf(text, marks.charAt(0))) return index
  }
  return undefined
}

function isMadeOf(text: string, mark: string): boolean {
  return text.replaceAll(mark, '') === ''
}

function withoutReturn(line = ''): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line
}
