/** Which part of an operation a fact is about. */
export type FactPart = 'operation' | 'request' | 'answer'

/** One thing that a witness page states of the operation that it shares with a spec. */
export interface Fact {
  part: FactPart
  /** The property it is about, from the body's root; array indexes where an example is meant. */
  path: string[]
  /** What of it: `type`, `required`, `default`, `minimum`, …, or `sample` for a value in an example. */
  aspect: string
  /** The page's own words as a value. Undefined where the page leaves out what it would show. */
  stated: unknown
  /** Line of the page, from 1. */
  line: number
}

/** A fact in words, unique within its page: `request max_tokens default`. */
export function nameOfFact({ part, path, aspect }: Fact): string {
  return [part, path.join('.'), aspect].filter(Boolean).join(' ')
}

/** Why a page cannot be read as a witness. */
export interface WitnessProblem {
  line: number
  message: string
}
