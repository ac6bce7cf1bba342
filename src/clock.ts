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
