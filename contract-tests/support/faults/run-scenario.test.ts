import { expect, test } from 'vitest'
import { FAULT_KEY } from './fault-key.ts'
import type { AnswerOutcome, ClientUnderTest, FaultCall } from './outcome.ts'
import { runScenario } from './run-scenario.ts'
import { parseScenarios, type Scenario } from './scenario.ts'

const answer: AnswerOutcome = {
  kind: 'answer',
  content: '春眠',
  reasoning: null,
  toolCalls: [],
  finishReason: 'stop',
  totalTokens: null,
}

function scenarioOf(call: string, requests: number): Scenario {
  const expectation = `{ answer: { content: 春眠 }, requests: ${String(requests)} }`
  const file = `{title: A, why: B, group: stalls, call: ${call}, answers: [{}], expect: ${expectation}}`
  const [scenario] = parseScenarios('own.yaml', file)
  if (!scenario) throw new Error('the file holds no scenario')
  return scenario
}

function clientOf(call: ClientUnderTest['call']): ClientUnderTest {
  return { id: 'own', call }
}

test('a client gets the call, and what it did is judged with the requests that came', async () => {
  const calls: FaultCall[] = []
  const client = clientOf(async (call) => {
    calls.push(call)
    await fetch(call.baseURL, { method: 'POST', body: 'own' })
    return answer
  })

  const run = await runScenario(scenarioOf('{ stream: true, idleTimeout: 7 }', 1), client)

  expect(calls).toEqual([
    {
      baseURL: expect.stringMatching(/^http/) as string,
      apiKey: FAULT_KEY,
      stream: true,
      maxRetries: 2,
      idleTimeout: 7,
    },
  ])
  expect(run).toMatchObject({ verdict: 'right', outcome: answer, requests: [{ body: 'own' }] })
})

test('a client that does not come back hangs at the deadline', async () => {
  const client = clientOf(() => new Promise<never>(() => undefined))

  const run = await runScenario(scenarioOf('{ stream: true }', 1), client, { deadline: 20 })

  expect(run.verdict).toBe('hang')
})

test('a client whose adapter fails has crashed', async () => {
  const client = clientOf(() => Promise.reject(new Error('exit status 1')))

  const run = await runScenario(scenarioOf('{ stream: true }', 1), client)

  expect(run).toMatchObject({ verdict: 'crash', detail: expect.stringContaining('exit status 1') as string })
})

test('a warm-up call comes first, and its outcome does not count', async () => {
  const outcomes = [{ ...answer, content: '别的' }, answer]
  const client = clientOf(async ({ baseURL }) => {
    await fetch(baseURL, { method: 'POST', body: '{}' })
    return outcomes.shift() ?? answer
  })

  const run = await runScenario(scenarioOf('{ stream: true, warmUp: true }', 2), client)

  expect(run).toMatchObject({ verdict: 'right', outcome: answer, requests: [{}, {}] })
})
