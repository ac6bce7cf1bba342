import type { Fact, WitnessProblem } from './fact.ts'
import { readRenderedPage } from './rendered-page.ts'

/** A pure function from a page's text to its facts, or to the reason why it cannot be a witness. */
export type WitnessReader = (pageText: string) => Fact[] | WitnessProblem

/** Every form of page that can be a witness, by the name that `format` in specs/sources.yaml uses. */
export const witnessReaders = {
  'mintlify-rendered': readRenderedPage,
} satisfies Record<string, WitnessReader>

export type WitnessFormat = keyof typeof witnessReaders
