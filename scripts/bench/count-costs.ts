// What a chunk and a call take of memory and of the processor, side by side, as JSON. The program of costs.test.ts: to be
// run with --expose-gc and a young generation in which all of a round has room, so that nothing is collected meanwhile.
import type { Taken, Task } from '../lib/bench/child-messages.ts'
import { loadContestant } from './contestants/index.ts'
import { runTask } from './run-task.ts'

const ROUNDS = 5
const payload = { chunks: 10_000 }

const comparisons = {
  burst: { task: { kind: 'read', way: { pieceBytes: 65_536 }, payload }, base: 'checked-stream' },
  split: { task: { kind: 'read', way: { pieceBytes: 101 }, payload }, base: 'checked-stream' },
  call: { task: { kind: 'calls', calls: 1_000, atOnce: 1 }, base: 'generated' },
} satisfies Record<string, { task: Task; base: string }>

/** What was taken in each round: of ours, and of what it is held against. */
export type Costs = Record<keyof typeof comparisons, Record<'ours' | 'base', Taken[]>>

const costs: Partial<Costs> = {}
for (const [name, { task, base }] of Object.entries(comparisons)) {
  const contestants = { ours: loadContestant('ours', ''), base: loadContestant(base, '') }
  const taken: Costs[keyof Costs] = { ours: [], base: [] }
  // The first round is the compiler's.
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const who of ['base', 'ours'] as const) {
      const one = await runTask(contestants[who], task)
      if (round > 0) taken[who].push(one)
    }
  }
  costs[name as keyof Costs] = taken
}
process.stdout.write(JSON.stringify(costs))
