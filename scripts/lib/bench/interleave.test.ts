import { expect, it } from 'vitest'
import type { Task } from './child-messages.ts'
import { interleave, type Entry } from './interleave.ts'

const program = { file: '', peersFolder: '' }

const call = (calls: number): Task => ({ kind: 'calls', baseURL: '', calls, atOnce: 1 })

const entry = (name: string, rest: Partial<Entry> = {}): Entry => ({
  name,
  contestant: name.toUpperCase(),
  task: call(10),
  warmUp: [],
  ...rest,
})

/** Contestants that take 1, 2, 3 …, and what was asked of them, in turn. */
function fakeContestants() {
  const asked: string[] = []
  let taken = 0
  const start = (id: string) =>
    Promise.resolve({
      run: (task: Task) => {
        asked.push(`${id} ${task.kind === 'calls' ? String(task.calls) : ''}`)
        taken += 1
        return Promise.resolve({ cpu: taken })
      },
      [Symbol.asyncDispose]: () => {
        asked.push(`${id} ends`)
        return Promise.resolve()
      },
    })
  return { asked, start }
}

it('everyone is warmed up, then the rounds go in turn, then all processes end', async () => {
  const { asked, start } = fakeContestants()

  const taken = await interleave([entry('a', { warmUp: [call(1)] }), entry('b')], {
    program,
    rounds: 2,
    onRound: (round) => asked.push(`round ${String(round)}`),
    start,
  })

  expect(asked).toEqual(['A 1', 'A 10', 'B 10', 'round 1', 'A 10', 'B 10', 'round 2', 'A ends', 'B ends'])
  expect([...taken]).toEqual([
    ['a', [{ cpu: 2 }, { cpu: 4 }]],
    ['b', [{ cpu: 3 }, { cpu: 5 }]],
  ])
})

it('what takes very long takes part in fewer rounds', async () => {
  const { start } = fakeContestants()

  const taken = await interleave([entry('a'), entry('b', { maxRounds: 1 })], {
    program,
    rounds: 3,
    onRound: () => undefined,
    start,
  })

  expect([...taken.values()].map(({ length }) => length)).toEqual([3, 1])
})

it('a contestant that fails ends all processes', async () => {
  const { asked, start } = fakeContestants()
  const failing = async (id: string) => {
    const contestant = await start(id)
    return id === 'B' ? { ...contestant, run: () => Promise.reject(new Error('B fails')) } : contestant
  }

  const run = interleave([entry('a'), entry('b')], { program, rounds: 1, onRound: () => undefined, start: failing })

  await expect(run).rejects.toThrow('B fails')
  expect(asked.slice(-2)).toEqual(['A ends', 'B ends'])
})
