import { startContestant, type ContestantProcess, type ContestantProgram } from './contestant-process.ts'
import type { Taken, Task } from './child-messages.ts'

/** One thing of which each contestant does its share in every round. */
export interface Entry {
  /** The name in the table. */
  name: string
  /** Which contestant does it. */
  contestant: string
  task: Task
  /** What is done before it counts. Nothing, where one round takes too long already. */
  warmUp: Task[]
  /** The most rounds that it takes part in, where one takes very long. */
  maxRounds?: number
}

export interface InterleaveOptions {
  program: ContestantProgram
  rounds: number
  /** Told how many of the rounds are done. */
  onRound: (rounds: number) => void
  /** How a contestant gets its process. */
  start?: typeof startContestant
}

/**
 * What each entry took in each round, by name. Every entry has a process of its own, and the rounds go A, B, C, A, B, C,
 * so that a machine that becomes slow becomes so for all.
 */
export async function interleave(
  entries: readonly Entry[],
  { program, rounds, onRound, start = startContestant }: InterleaveOptions,
): Promise<Map<string, Taken[]>> {
  const running: { entry: Entry; process: ContestantProcess; taken: Taken[] }[] = []
  try {
    for (const entry of entries) {
      const process = await start(entry.contestant, program)
      running.push({ entry, process, taken: [] })
      for (const task of entry.warmUp) await process.run(task)
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const { entry, process, taken } of running) {
        if (round < (entry.maxRounds ?? rounds)) taken.push(await process.run(entry.task))
      }
      onRound(round + 1)
    }
  } finally {
    for (const { process } of running) await process[Symbol.asyncDispose]()
  }
  return new Map(running.map(({ entry, taken }) => [entry.name, taken]))
}
