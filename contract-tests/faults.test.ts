import { expect, test } from 'vitest'
import { createCuttingFetch } from './support/faults/cutting-fetch.ts'
import { startFaultServer } from './support/faults/fault-server.ts'
import { ourClient } from './support/faults/our-client.ts'
import { runScenario } from './support/faults/run-scenario.ts'
import { loadScenarios } from './support/faults/scenario.ts'

const scenarios = loadScenarios()

test.concurrent.each(scenarios)('$id: $title', async (scenario) => {
  const { verdict, detail, requests } = await runScenario(scenario, ourClient)

  expect(verdict, detail).toBe('right')
  // Once a success status began, nothing is sent again: a warm-up is a call of its own.
  const begun = requests.map(({ answeredStatus = 0 }) => answeredStatus >= 200 && answeredStatus < 300)
  const calls = scenario.call.warmUp ? 2 : 1
  if (begun.includes(true)) {
    expect(begun.at(-1)).toBe(true)
    expect(begun.filter(Boolean)).toHaveLength(calls)
  }
})

test('a cut request is received exactly as it was sent, and is no JSON', async () => {
  const scenario = scenarios.find(({ id }) => id === 'cut-request')
  if (!scenario) throw new Error('there is no such scenario')
  const server = await startFaultServer(scenario)
  const sent: string[] = []
  const fetch = createCuttingFetch(sent)
  const body = JSON.stringify({ messages: [{ role: 'user', content: '春眠不觉晓，处处闻啼鸟' }] })

  const response = await fetch(`${server.baseURL}/v1/own`, { method: 'POST', body, headers: { 'X-Own': 'kept' } })
  await server[Symbol.asyncDispose]()

  expect(response.status).toBe(400)
  expect(server.requests.map((request) => request.body)).toEqual(sent)
  expect(server.requests[0]).toMatchObject({ path: '/v1/own', headers: { 'x-own': 'kept' } })
  expect(body.startsWith(sent[0] ?? '-')).toBe(true)
  expect(() => void JSON.parse(sent[0] ?? '{}')).toThrow(SyntaxError)
})
