import { isDeepStrictEqual } from 'node:util'
import { FAULT_KEY } from './fault-key.ts'
import { findWrongFacts } from './our-facts.ts'
import type { AnswerOutcome, Outcome } from './outcome.ts'
import type { RecordedRequest } from './recorded-request.ts'
import type { Scenario } from './scenario.ts'

/** What a client made of a scenario. */
export type Verdict =
  | 'right'
  /** An answer where there was none, or another one than was sent. */
  | 'silently wrong'
  /** An error where the whole answer was there. */
  | 'answer lost'
  /** More requests than the scenario allows: tokens cost money. */
  | 'sent again'
  /** The API key reached another origin. */
  | 'key leaked'
  | 'hang'
  | 'crash'
  /** Of our own client alone: right, but not as its README says. */
  | 'wrong facts'

export interface Judgement {
  verdict: Verdict
  /** What was seen, for a person. */
  detail: string
}

/** The id of our own client, which is held to more than the others. */
export const OUR_CLIENT = 'ours'

/** The first verdict that applies. Of peers any error counts where one is expected. */
export function judge(
  scenario: Scenario,
  outcome: Outcome,
  requests: readonly RecordedRequest[],
  clientId?: string,
): Judgement {
  const detail = `${describe(outcome)}; requests: ${String(requests.length)}`
  const leak = requests.find(
    ({ origin, headers }) => origin === 'elsewhere' && JSON.stringify(headers).includes(FAULT_KEY),
  )
  if (leak) return { verdict: 'key leaked', detail: `${leak.method} to another origin carried the key; ${detail}` }
  if (outcome.kind === 'hang' || outcome.kind === 'crash') return { verdict: outcome.kind, detail }

  const { answer, requests: allowed } = scenario.expect
  if (outcome.kind === 'answer' && !answer) return { verdict: 'silently wrong', detail: `an error was due; ${detail}` }
  if (outcome.kind === 'error' && answer) return { verdict: 'answer lost', detail }
  const difference = outcome.kind === 'answer' && answer ? differenceOf(answer, outcome) : undefined
  if (difference) return { verdict: 'silently wrong', detail: `${difference}; ${detail}` }
  if (requests.length > allowed) return { verdict: 'sent again', detail: `${String(allowed)} allowed; ${detail}` }

  const wrongFacts = clientId === OUR_CLIENT ? findWrongFacts(scenario, outcome, requests) : []
  if (wrongFacts.length > 0) return { verdict: 'wrong facts', detail: `${wrongFacts.join('; ')}; ${detail}` }
  return { verdict: 'right', detail }
}

function differenceOf(expected: Partial<AnswerOutcome>, outcome: AnswerOutcome): string | undefined {
  const seen = new Map<string, unknown>(Object.entries(outcome))
  const [wrong] = Object.entries(expected).filter(([key, value]) => !saysTheSame(value, seen.get(key)))
  if (!wrong) return undefined
  const [key, value] = wrong
  return `${key} is ${JSON.stringify(seen.get(key))}, not ${JSON.stringify(value)}`
}

/** Null and an empty text do. */
function saysTheSame(expected: unknown, seen: unknown): boolean {
  return isDeepStrictEqual(expected === '' ? null : expected, seen === '' ? null : seen)
}

function describe(outcome: Outcome): string {
  switch (outcome.kind) {
    case 'answer':
      return `answered ${JSON.stringify(outcome.content).slice(0, 80)}`
    case 'error':
      return `threw ${outcome.name ?? 'what is no error'}: ${outcome.message.slice(0, 200)}`
    case 'crash':
      return `crashed: ${outcome.reason.slice(0, 200)}`
    case 'hang':
      return 'neither answer nor error'
  }
}
