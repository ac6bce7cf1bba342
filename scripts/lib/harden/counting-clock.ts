import type { Clock } from 'doubao-client'

/** A clock of real time that knows how many of its timers are neither fired nor taken back. */
export interface CountingClock extends Clock {
  openTimers: () => number
}

/** Node lists no timer that lets the process end, so the client's are counted where it sets them. */
export function createCountingClock(): CountingClock {
  const open = new Set<NodeJS.Timeout>()
  return {
    now: () => performance.now(),
    random: () => Math.random(),
    setTimer: (callback, milliseconds, keepsProcessAlive) => {
      const timer = setTimeout(() => {
        open.delete(timer)
        callback()
      }, milliseconds)
      if (!keepsProcessAlive) timer.unref()
      open.add(timer)
      return () => {
        open.delete(timer)
        clearTimeout(timer)
      }
    },
    openTimers: () => open.size,
  }
}
