import type { OpenApiDocument } from '../overlays.ts'

/** How much a user of the API has to care: a call that worked fails; it works otherwise than before; good to know. */
export type Severity = 'breaking' | 'warning' | 'info'

/** Every severity, the worst first. */
export const SEVERITIES: readonly Severity[] = ['breaking', 'warning', 'info']

/** One thing that the docs say otherwise than before. */
export interface Change {
  /** Stable kebab-case name of the rule: a key of `rules` in rule-ids.ts, or the name of an oasdiff check. */
  id: string
  severity: Severity
  /** Null for what belongs to no spec, such as an overlay. */
  gateway: string | null
  spec: string | null
  /** The models that it is about. */
  models: string[]
  /** One sentence that a user of the API understands, with the old and the new value. */
  text: string
  /** JSON pointer into the new document; into the old one for what is gone. */
  pointer: string
  /** Path from the project's root, and the line there that says it, or that stands nearest to where it was said. */
  file: string
  line: number | null
  /** The page's own address, where it says one. */
  url: string | null
  source: 'oasdiff' | 'own'
}

/** One spec at one time. */
export interface SpecSnapshot {
  /** `<gateway>/<spec>`: old and new are compared where it is the same. */
  id: string
  gateway: string | null
  spec: string
  document: OpenApiDocument
  /** The page's file, from the project's root. */
  file: string
  /** The page's line of what a pointer names, or of its nearest ancestor that is there. */
  lineOf: (pointer: string) => number | null
  url: string | null
}

/** What a comparison came to. */
export interface Comparison {
  changes: Change[]
  /** What could not be looked at, and why: a comparison that saw less must say so. */
  notes: string[]
}
