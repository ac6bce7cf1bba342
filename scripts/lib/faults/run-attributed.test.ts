import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Verdict } from '../../../contract-tests/support/faults/judge.ts'
import type { ScenarioRun } from '../../../contract-tests/support/faults/run-scenario.ts'
import type { Scenario } from '../../../contract-tests/support/faults/scenario.ts'
import type { ChildClient } from './child-client.ts'
import { makeScenario } from './make-scenario.ts'
import { runAttributed } from './run-attributed.ts'

it('a crash is the scenario’s that caused it, and of none that ran beside it', async () => {
  const processes = countProcesses()

  const runs = await runAttributed(scenarios('a', 'b', 'crashes', 'c'), processes.start, { play: playWithCrashes })

  expect(verdictsOf(runs)).toEqual({ a: 'right', b: 'right', crashes: 'crash', c: 'right' })
})

it('what is not right beside other calls is played again in a process of its own, and that counts', async () => {
  const processes = countProcesses()
  const play = (scenario: Scenario, client: ChildClient) =>
    Promise.resolve(runOf(client.id === 'process 1' && scenario.id === 'moody' ? 'hang' : 'right'))

  const [calm, moody] = await runAttributed(scenarios('calm', 'moody'), processes.start, { play })

  expect(calm).toMatchObject({ run: { verdict: 'right' }, verdictInCompany: undefined })
  expect(moody).toMatchObject({ run: { verdict: 'right' }, verdictInCompany: 'hang' })
  expect(processes.ended).toEqual(['process 1', 'process 2'])
})

it('the shared process has ended before any other begins: calls that hang in it disturb nobody', async () => {
  const processes = countProcesses()
  const seen: string[][] = []
  const play = () => {
    seen.push([...processes.ended])
    return Promise.resolve(runOf('hang'))
  }

  await runAttributed(scenarios('a', 'b'), processes.start, { play })

  expect(seen.slice(0, 2)).toEqual([[], []])
  expect(seen.slice(2).every((ended) => ended.includes('process 1'))).toBe(true)
})

it('each scenario is counted as done once', async () => {
  let done = 0

  await runAttributed(scenarios('a', 'crashes', 'c'), countProcesses().start, {
    play: playWithCrashes,
    onDone: () => (done += 1),
  })

  expect(done).toBe(3)
})

it.each(['together', 'alone'])(
  'a client that a process cannot load (%s) is no crash of the client: nothing is said',
  async (when) => {
    let started = 0
    const start = (): ChildClient => {
      started += 1
      const problem = when === 'together' || started > 1 ? 'Error: Cannot find module' : undefined
      return { ...countProcesses().start(), id: 'some', problem }
    }

    const attempt = runAttributed(scenarios('a'), start, { play: () => Promise.resolve(runOf('crash')) })

    await expect(attempt).rejects.toThrow('some could not be loaded: Error: Cannot find module')
  },
)

/** Every process, by the order in which it was started. */
function countProcesses() {
  let started = 0
  const ended: string[] = []
  const start = (): ChildClient => {
    started += 1
    const id = `process ${String(started)}`
    return {
      id,
      problem: undefined,
      call: () => Promise.reject(new Error('is not called')),
      [Symbol.asyncDispose]: () => {
        ended.push(id)
        return Promise.resolve()
      },
    }
  }
  return { start, ended }
}

const crashed = new Set<ChildClient>()

/** The scenario of that name ends the process, and so every call that is under way in it. */
async function playWithCrashes(scenario: Scenario, client: ChildClient): Promise<ScenarioRun> {
  if (scenario.id === 'crashes') crashed.add(client)
  await setTimeout(10)
  return runOf(crashed.has(client) ? 'crash' : 'right')
}

function verdictsOf(runs: { scenario: Scenario; run: ScenarioRun }[]): Record<string, Verdict> {
  return Object.fromEntries(runs.map(({ scenario, run }) => [scenario.id, run.verdict]))
}

function scenarios(...ids: string[]): Scenario[] {
  return ids.map((id) => makeScenario(id))
}

function runOf(verdict: Verdict): ScenarioRun {
  return { verdict, detail: '', outcome: { kind: 'hang' }, requests: [], milliseconds: 0 }
}
