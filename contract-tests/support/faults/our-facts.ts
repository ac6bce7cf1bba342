import type { Outcome } from './outcome.ts'
import type { RecordedRequest } from './recorded-request.ts'
import type { Scenario } from './scenario.ts'

/** Where the outcome differs from what the scenario says of our own client. */
export function findWrongFacts({ expect }: Scenario, outcome: Outcome, requests: readonly RecordedRequest[]): string[] {
  const { message, waited, ...facts } = expect.ours
  const seen = new Map<string, unknown>(Object.entries(outcome))
  const wrong = Object.entries(facts)
    .filter(([name, value]) => seen.get(name) !== value)
    .map(([name, value]) => `${name} is ${JSON.stringify(seen.get(name))}, not ${JSON.stringify(value)}`)

  const words = outcome.kind === 'error' ? outcome.message : ''
  const isMessageRight = typeof message === 'object' ? words.includes(message.includes) : (message ?? words) === words
  if (!isMessageRight) wrong.push(`message is ${JSON.stringify(words)}, not ${JSON.stringify(message)}`)

  if (requests.length !== expect.requests) wrong.push(`${String(expect.requests)} requests were due`)
  const wait = waitBeforeLast(requests)
  if (waited !== undefined && wait < waited) wrong.push(`waited ${wait.toFixed()} ms, not ${String(waited)}`)
  return wrong
}

function waitBeforeLast(requests: readonly RecordedRequest[]): number {
  const [previous, last] = requests.slice(-2)
  return previous && last ? last.at - previous.at : 0
}
