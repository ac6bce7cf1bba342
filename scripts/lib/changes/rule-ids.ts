import type { Severity } from './change.ts'

/** What a change asks of the package's version. */
export type Bump = 'major' | 'minor' | 'patch'

interface Rule {
  severity: Severity
  bump: Bump
  /** The names of oasdiff checks that say the same with less. */
  covers?: RegExp
}

const LIMIT = /-(exclusive-)?(max|min)(-length|-items)?-(set|unset|increased|decreased)$/
const DEFAULT = /-default-value-/
const VALUES = /-enum-value-|-became-enum|-const-/
const REQUEST_FIELDS = /^request-(property|parameter)-(removed|became-(required|optional))|^new-.*request-/
const ANSWER_FIELDS = /^response-(optional-|required-)?property-(added|removed|became-(required|optional))/
const TYPES = /-type-(changed|generalized|specialized)|-list-of-types-|-(not-)?nullable/
const OPERATIONS = /^api-(path-)?removed|^endpoint-added/

/** Every rule of ours: a name that stays, how much a user has to care, and what it means for the version. */
export const rules = {
  'model-retired': { severity: 'breaking', bump: 'major', covers: VALUES },
  'model-renamed': { severity: 'breaking', bump: 'major', covers: VALUES },
  'model-added': { severity: 'info', bump: 'minor', covers: VALUES },
  'models-unlisted': { severity: 'warning', bump: 'major', covers: VALUES },
  'model-left-page': { severity: 'warning', bump: 'patch', covers: VALUES },
  'site-added': { severity: 'info', bump: 'minor' },
  'spec-added': { severity: 'info', bump: 'minor' },
  'spec-removed': { severity: 'breaking', bump: 'major' },
  'spec-moved': { severity: 'warning', bump: 'major' },
  'host-moved': { severity: 'breaking', bump: 'patch' },
  'path-moved': { severity: 'breaking', bump: 'patch', covers: OPERATIONS },
  'operation-removed': { severity: 'breaking', bump: 'major', covers: OPERATIONS },
  'operation-id-changed': { severity: 'warning', bump: 'major', covers: /operation-id/ },
  'operation-added': { severity: 'info', bump: 'minor', covers: OPERATIONS },
  'parameter-removed': { severity: 'breaking', bump: 'major', covers: REQUEST_FIELDS },
  'parameter-renamed': { severity: 'breaking', bump: 'major', covers: REQUEST_FIELDS },
  'parameter-added': { severity: 'info', bump: 'minor', covers: REQUEST_FIELDS },
  'required-parameter-added': { severity: 'breaking', bump: 'major', covers: REQUEST_FIELDS },
  'parameter-became-required': { severity: 'breaking', bump: 'major', covers: REQUEST_FIELDS },
  'parameter-became-optional': { severity: 'info', bump: 'minor', covers: REQUEST_FIELDS },
  'parameter-type-narrowed': { severity: 'breaking', bump: 'major', covers: TYPES },
  'parameter-type-widened': { severity: 'info', bump: 'minor', covers: TYPES },
  'value-removed': { severity: 'breaking', bump: 'major', covers: VALUES },
  'value-added': { severity: 'info', bump: 'minor', covers: VALUES },
  'values-restricted': { severity: 'breaking', bump: 'major', covers: VALUES },
  'values-opened': { severity: 'info', bump: 'minor', covers: VALUES },
  'limit-lowered': { severity: 'breaking', bump: 'patch', covers: LIMIT },
  'limit-added': { severity: 'warning', bump: 'patch', covers: LIMIT },
  'limit-raised': { severity: 'info', bump: 'patch', covers: LIMIT },
  'limit-removed': { severity: 'info', bump: 'patch', covers: LIMIT },
  'default-costs-more': { severity: 'warning', bump: 'patch', covers: DEFAULT },
  'default-gives-less': { severity: 'warning', bump: 'patch', covers: DEFAULT },
  'default-changed': { severity: 'warning', bump: 'patch', covers: DEFAULT },
  'default-documented': { severity: 'info', bump: 'patch', covers: DEFAULT },
  'default-undocumented': { severity: 'info', bump: 'patch', covers: DEFAULT },
  'stream-default-changed': { severity: 'breaking', bump: 'patch', covers: DEFAULT },
  'answer-value-added': { severity: 'warning', bump: 'major', covers: VALUES },
  'answer-value-removed': { severity: 'warning', bump: 'major', covers: VALUES },
  'answer-values-opened': { severity: 'warning', bump: 'major', covers: VALUES },
  'answer-values-listed': { severity: 'info', bump: 'minor', covers: VALUES },
  'answer-field-removed': { severity: 'breaking', bump: 'major', covers: ANSWER_FIELDS },
  'answer-field-renamed': { severity: 'breaking', bump: 'major', covers: ANSWER_FIELDS },
  'answer-field-added': { severity: 'info', bump: 'minor', covers: ANSWER_FIELDS },
  'answer-field-became-optional': { severity: 'breaking', bump: 'major', covers: ANSWER_FIELDS },
  'answer-field-became-certain': { severity: 'info', bump: 'minor', covers: ANSWER_FIELDS },
  'answer-type-widened': { severity: 'breaking', bump: 'major', covers: TYPES },
  'answer-type-narrowed': { severity: 'info', bump: 'minor', covers: TYPES },
  'example-misfit': { severity: 'warning', bump: 'patch' },
  'overlay-pointless': { severity: 'warning', bump: 'patch' },
  'wording-changed': { severity: 'info', bump: 'patch' },
  'other-change': { severity: 'info', bump: 'patch' },
} satisfies Record<string, Rule>

/** The name of a rule of ours. */
export type RuleId = keyof typeof rules

/** What a rule saw, before anyone knows on which page that stands. */
export interface RuleHit {
  id: RuleId
  text: string
  pointer: string
  /** What it is about: a field's name, a model, an operation. */
  subject: string
  /** What that was called before, where it has another name now. */
  formerSubject?: string | undefined
  /** The side that it is on; none for what is neither request nor answer. */
  direction?: Direction | undefined
  /** Undefined where the models of the whole spec are meant. */
  models?: string[] | undefined
}

/** Who sends it. */
export type Direction = 'request' | 'answer'

/** The rule of a name, as every rule can be looked at. */
export function ruleOf(id: RuleId): Rule {
  return rules[id]
}
