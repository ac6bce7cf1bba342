import { PageProblem, type PageValue } from './page-line.ts'
import type { Row } from './rows.ts'

/** Not the tail of another number or word, and not one that goes on (1,000; 20k; 5%; 1.2.3). */
const NUMBER = String.raw`(?<![\w.,−–-])(-?\d+(?:\.\d+)?)(?![\w%]|[.,]\d)`

const RANGE = new RegExp(String.raw`\bbetween ${NUMBER} and ${NUMBER}|${NUMBER} ?~ ?${NUMBER}`, 'dgi')

/** The beginning of a range, whether or not the rest can be read. */
const RANGE_ATTEMPT = /\bbetween [-−–]?\d|\d\s*~|~\s/gi

/** "between 0 and 2", "-2.0 ~ 2.0": the bounds of a number, both included. */
export function readRange({
  type,
  description,
}: Row): [minimum: PageValue<number>, maximum: PageValue<number>] | undefined {
  if (!description || (type.value !== 'number' && type.value !== 'integer')) return undefined
  const ranges = [...description.text.matchAll(RANGE)]
  const broken = [...description.text.matchAll(RANGE_ATTEMPT)].find(
    (attempt) => !ranges.some((range) => range.index <= attempt.index && endOf(attempt) <= endOf(range)),
  )
  if (broken) throw unusable(description.lineAt(broken.index), 'a range begins here that cannot be read')

  const [range, second] = ranges
  if (!range) return undefined
  if (second) throw unusable(description.lineAt(second.index), `"${second[0]}" is a second range, beside "${range[0]}"`)
  const [minimum, maximum] = [1, 2, 3, 4].flatMap((group) => {
    const start = range.indices?.[group]?.[0]
    return start === undefined ? [] : [{ value: Number(range[group]), line: description.lineAt(start) }]
  })
  if (!minimum || !maximum) return undefined
  if (minimum.value > maximum.value) throw unusable(maximum.line, `the range "${range[0]}" holds no number`)
  return [minimum, maximum]
}

function endOf(match: RegExpExecArray): number {
  return match.index + match[0].length
}

function unusable(line: number, message: string): PageProblem {
  return new PageProblem('DC123', line, message)
}
