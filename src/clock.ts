/** Time and chance: milliseconds since 1970, a number from 0 up to but not including 1, and a timer to be taken back. */
export interface Clock {
  now: () => number
  random: () => number
  setTimer: (callback: () => void, milliseconds: number, keepsProcessAlive: boolean) => () => void
}

/** The runtime's own. `performance` does not jump when somebody sets the time of day. */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  random: () => Math.random(),
  setTimer: (callback, milliseconds, keepsProcessAlive) => {
    const timer = setTimeout(callback, milliseconds)
    // Browsers give a number: in them no timer keeps anything alive.
    if (!keepsProcessAlive && typeof timer === 'object') timer.unref()
    return clearTimeout.bind(undefined, timer)
  },
}

/** Time that passes only while it runs, and never keeps a process alive. A reset gives it all of its time again. */
export type Countdown = Record<'run' | 'pause' | 'reset', () => void>

/** Calls back when it ran for so many milliseconds. */
export function createCountdown(clock: Clock, milliseconds: number, callback: () => void): Countdown {
  let left = milliseconds
  let startedAt = 0
  let clear: (() => void) | undefined
  return {
    run: () => {
      startedAt = clock.now()
      // Runtimes count a timer's milliseconds in 31 bits, and fire at once beyond that.
      if (left < 2 ** 31) clear = clock.setTimer(callback, left, false)
    },
    pause: () => {
      clear?.()
      left -= clock.now() - startedAt
    },
    reset: () => {
      left = milliseconds
    },
  }
}
