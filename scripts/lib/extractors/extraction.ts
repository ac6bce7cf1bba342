import type { FindingCode } from '../../../contract-tests/engine/finding.ts'

/** What a page states, read from its text alone. Lines count from 1. */
export interface Extraction {
  /** The spec's text, verbatim, with a line feed at its end. */
  specText: string
  /** The page's own address, where it says it. */
  url: string | null
  title: string | null
  /** The index of all pages (llms.txt) that the page points to. */
  indexUrl: string | null
  /** The line that opens the spec, null where a page has no fence. */
  fenceLine: number | null
  /** First and last line of the spec within the page. */
  lines: readonly [first: number, last: number]
  /** The page's line that states what stands on a line of the spec. */
  pageLineOf: (specLine: number) => number
  /** Where the page says two things of which the spec can hold one. */
  contradictions: Contradiction[]
}

/** A place where a page contradicts itself: a finding, until an overlay changes what `pointer` names. */
export interface Contradiction {
  /** JSON pointer into the spec. */
  pointer: string
  line: number
  message: string
}

/** Why a page states no spec that can be used. */
export interface ExtractionProblem {
  code: FindingCode
  line: number
  message: string
}

/** A pure function from a page's text to its spec, or to the reason why there is none. */
export type Extractor = (pageText: string) => Extraction | ExtractionProblem

export function isExtraction(result: Extraction | ExtractionProblem): result is Extraction {
  return 'specText' in result
}
