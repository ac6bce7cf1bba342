import { expect, test } from 'vitest'
import { FAULT_KEY } from './fault-key.ts'
import { judge, OUR_CLIENT, type Verdict } from './judge.ts'
import type { AnswerOutcome, ErrorOutcome, Outcome } from './outcome.ts'
import type { RecordedRequest } from './recorded-request.ts'
import { parseScenarios } from './scenario.ts'

const answer: AnswerOutcome = {
  kind: 'answer',
  content: '春眠',
  reasoning: null,
  toolCalls: [],
  finishReason: 'stop',
  totalTokens: null,
}

const error: ErrorOutcome = {
  kind: 'error',
  name: 'StreamError',
  message: 'the stream broke off',
  isError: true,
  status: null,
  code: null,
  requestId: null,
  partial: '春眠',
  attempts: 1,
  isRetryable: false,
  budget: null,
}

function requestTo(origin: RecordedRequest['origin'], key = FAULT_KEY, at = 0): RecordedRequest {
  const headers = { authorization: `Bearer ${key}` }
  return { origin, method: 'POST', path: '/v1/chat/completions', headers, body: '{}', at, answeredStatus: 200 }
}

const request = requestTo('gateway')

function judgeOne(expectation: string, outcome: Outcome, requests = [request], clientId?: string): Verdict {
  const file = `{title: A, why: B, group: stalls, call: {stream: true}, answers: [{}], expect: ${expectation}}`
  const [scenario] = parseScenarios('own.yaml', file)
  if (!scenario) throw new Error('the file holds no scenario')
  return judge(scenario, outcome, requests, clientId).verdict
}

const anAnswer = '{answer: {content: 春眠, reasoning: "", toolCalls: []}, requests: 1}'
const anError = '{error: {}, requests: 1}'

test.each<[string, Verdict, string, Outcome, RecordedRequest[]?]>([
  ['the expected answer', 'right', anAnswer, answer],
  ['an error where one is due', 'right', anError, error],
  ['something thrown that is no Error', 'right', anError, { ...error, isError: false, name: null }],
  ['an answer where an error is due', 'silently wrong', anError, answer],
  ['another answer than the one sent', 'silently wrong', anAnswer, { ...answer, content: '春' }],
  ['an error where the answer was whole', 'answer lost', anAnswer, error],
  ['a second request where one is allowed', 'sent again', anError, error, [request, request]],
  ['a request fewer than allowed', 'right', '{error: {}, requests: 3}', error],
  ['the key at another origin', 'key leaked', anError, error, [request, requestTo('elsewhere')]],
  [
    'a request without the key there',
    'right',
    '{error: {}, requests: 2}',
    error,
    [request, requestTo('elsewhere', '')],
  ],
  ['neither answer nor error', 'hang', anError, { kind: 'hang' }],
  ['the end of its process', 'crash', anError, { kind: 'crash', reason: 'exit status 1' }],
])('%s is judged as %s', (_, verdict, expectation, outcome, requests) => {
  expect(judgeOne(expectation, outcome, requests)).toBe(verdict)
})

test.each([
  ['{error: {}, requests: 1, ours: {name: StreamError, partial: 春眠, budget: null}}', 'right'],
  ['{error: {}, requests: 1, ours: {message: the stream broke off}}', 'right'],
  ['{error: {}, requests: 1, ours: {message: {includes: broke}}}', 'right'],
  ['{error: {}, requests: 1, ours: {name: APIError}}', 'wrong facts'],
  ['{error: {}, requests: 1, ours: {partial: null}}', 'wrong facts'],
  ['{error: {}, requests: 1, ours: {message: the stream broke}}', 'wrong facts'],
  ['{error: {}, requests: 1, ours: {message: {includes: ended}}}', 'wrong facts'],
  ['{error: {}, requests: 2}', 'wrong facts'],
])('our own client is held to %s as well: %s', (expectation, verdict) => {
  expect(judgeOne(expectation, error, [request], OUR_CLIENT)).toBe(verdict)
  expect(judgeOne(expectation, error, [request], 'a peer')).toBe('right')
})

test('the wait before the last request is counted', () => {
  const requests = [request, requestTo('gateway', FAULT_KEY, 1_000)]

  expect(judgeOne('{error: {}, requests: 2, ours: {waited: 1000}}', error, requests, OUR_CLIENT)).toBe('right')
  expect(judgeOne('{error: {}, requests: 2, ours: {waited: 1001}}', error, requests, OUR_CLIENT)).toBe('wrong facts')
})

test('the detail tells what differs and what was seen', () => {
  const [scenario] = parseScenarios(
    'own.yaml',
    '{title: A, why: B, group: stalls, call: {stream: true}, answers: [{}], expect: {answer: {content: 春眠}, requests: 1}}',
  )

  const { detail } = scenario ? judge(scenario, { ...answer, content: '春' }, [request]) : { detail: '' }

  expect(detail).toBe('content is "春", not "春眠"; answered "春"; requests: 1')
})
