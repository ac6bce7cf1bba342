import type { FindingCode } from '../../engine/finding.ts'
import { refusal, type Asked, type Outcome } from './right-answers.ts'

/** One way in which gateways were seen, or are known, to leave their docs. */
export interface Deviation {
  what: string
  /** The one code by which it has to be found, and the cases in which it shows. */
  code: FindingCode
  cases: string[]
  /** What the gateway takes the request for. */
  overlook?: (asked: Asked) => Asked
  /** What it says in place of the right answer. */
  deviate?: (outcome: Outcome) => Outcome
}

const ERRORS = ['out-of-bounds', 'wrong-key']

const ofErrors =
  (change: (outcome: Outcome) => Outcome): Deviation['deviate'] =>
  (outcome) =>
    outcome.status >= 400 ? change(outcome) : outcome

const ofCompletions =
  (change: (json: Record<string, unknown>) => Record<string, unknown>): Deviation['deviate'] =>
  (outcome) =>
    outcome.status < 400 ? { ...outcome, json: change(outcome.json) } : outcome

const ofChunks =
  (change: (chunk: Record<string, unknown>, index: number) => Record<string, unknown>): Deviation['deviate'] =>
  (outcome) => ({ ...outcome, chunks: outcome.chunks?.map(change) })

const withUsage = (difference: object) =>
  ofCompletions((json) => ({ ...json, usage: { ...(json['usage'] as object), ...difference } }))

const withFinish = (chunk: Record<string, unknown>) => {
  const [choice] = chunk['choices'] as object[]
  return { ...chunk, choices: [{ ...choice, finish_reason: 'stop' }] }
}

/** The deviations that a live run has to find, by name. Each is the only fault of its gateway. */
export const deviations = {
  'error-is-a-text': {
    what: 'the envelope of errors is a bare text',
    code: 'DC405',
    cases: ERRORS,
    deviate: ofErrors((outcome) => ({ ...outcome, json: { error: 'no' } })),
  },
  'error-under-200': {
    what: 'what is refused comes with status 200',
    code: 'DC405',
    cases: ERRORS,
    deviate: ofErrors((outcome) => ({ ...outcome, status: 200 })),
  },
  'failure-under-200': {
    what: 'a failure comes with status 200',
    code: 'DC404',
    cases: ['completion'],
    deviate: ofCompletions(() => refusal(500, 'InternalServiceError', 'The service failed.', 'InternalError').json),
  },
  'no-end-mark': {
    what: 'streams end without [DONE]',
    code: 'DC417',
    cases: ['stream'],
    deviate: (outcome) => ({ ...outcome, hasEndMark: false }),
  },
  'two-finish-reasons': {
    what: 'a choice finishes twice',
    code: 'DC417',
    cases: ['stream'],
    deviate: ofChunks((chunk, index) => (index < 3 ? chunk : withFinish(chunk))),
  },
  'negative-usage': {
    what: 'fewer than no tokens were used',
    code: 'DC404',
    cases: ['completion'],
    deviate: withUsage({ completion_tokens: -1 }),
  },
  'usage-without-total': {
    what: 'the usage has no total',
    code: 'DC404',
    cases: ['completion'],
    deviate: withUsage({ total_tokens: undefined }),
  },
  'another-object': {
    what: 'a completion says that it is something else',
    code: 'DC404',
    cases: ['completion'],
    deviate: ofCompletions((json) => ({ ...json, object: 'text_completion' })),
  },
  'completions-as-chunks': {
    what: 'the chunks of a stream say that they are completions',
    code: 'DC404',
    cases: ['stream'],
    deviate: ofChunks((chunk) => ({ ...chunk, object: 'chat.completion' })),
  },
  'accepts-out-of-bounds': {
    what: 'a value beyond its documented bound is accepted',
    code: 'DC402',
    cases: ['out-of-bounds'],
    overlook: (asked) => ({ ...asked, isValid: true }),
  },
  'accepts-wrong-key': {
    what: 'any key will do',
    code: 'DC402',
    cases: ['wrong-key'],
    overlook: (asked) => ({ ...asked, isKeyRight: true }),
  },
  'stream-as-json': {
    what: 'a stream is answered with one JSON',
    code: 'DC404',
    cases: ['stream'],
    deviate: (outcome) => ({ ...outcome, chunks: undefined }),
  },
  'id-changes': {
    what: 'the id is another one in each chunk',
    code: 'DC417',
    cases: ['stream'],
    deviate: ofChunks((chunk, index) => ({ ...chunk, id: `${String(chunk['id'])}${String(index)}` })),
  },
  'forbids-wrong-key': {
    what: 'a wrong key is forbidden, not unauthorized',
    code: 'DC405',
    cases: ['wrong-key'],
    deviate: (outcome) => (outcome.status === 401 ? { ...outcome, status: 403 } : outcome),
  },
  'refuses-everything': {
    what: 'a valid request is refused',
    code: 'DC401',
    cases: ['completion', 'stream'],
    overlook: (asked) => ({ ...asked, isValid: false }),
  },
  'hangs-up': {
    what: 'a stream is not answered at all',
    code: 'DC414',
    cases: ['stream'],
    deviate: (outcome) => ({ ...outcome, isSilent: outcome.chunks !== undefined }),
  },
} as const satisfies Record<string, Deviation>

/** The name of one. */
export type DeviationName = keyof typeof deviations
