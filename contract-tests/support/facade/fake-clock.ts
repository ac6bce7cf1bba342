import type { Clock } from 'doubao-client'

export interface FakeClock extends Clock {
  /** Lets time pass at once, with all that falls due in it. */
  advance: (milliseconds: number) => Promise<void>
  /** Timers that are neither fired nor taken back. */
  countTimers: () => number
  /** How long each of those waits was set to be that keep the process alive. */
  waits: number[]
}

/** Begins on a round date. Chance is always the same. */
export function createFakeClock(random = 0): FakeClock {
  let time = Date.UTC(2026, 0, 1)
  const timers = new Set<{ due: number; callback: () => void }>()
  const waits: number[] = []
  return {
    now: () => time,
    random: () => random,
    setTimer: (callback, milliseconds, keepsProcessAlive) => {
      const timer = { due: time + milliseconds, callback }
      timers.add(timer)
      if (keepsProcessAlive) waits.push(milliseconds)
      return () => timers.delete(timer)
    },
    advance: async (milliseconds) => {
      const end = time + milliseconds
      await settle()
      for (;;) {
        const [next] = [...timers].filter(({ due }) => due <= end).sort((one, other) => one.due - other.due)
        if (!next) break
        timers.delete(next)
        time = next.due
        next.callback()
        await settle()
      }
      time = end
    },
    countTimers: () => timers.size,
    waits,
  }
}

/** Lets everything run that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}
