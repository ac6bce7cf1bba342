import { getActiveResourcesInfo } from 'node:process'
import { afterEach, expect, test, vi } from 'vitest'
import { systemClock } from './clock.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

/** How many timers keep the process alive. */
function countTimers(): number {
  return getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length
}

test.each([
  [true, 1],
  [false, 0],
])('a timer of which keepsProcessAlive is %j keeps %i timers waited for, until it is taken back', (keeps, expected) => {
  const before = countTimers()

  const clear = systemClock.setTimer(() => undefined, 600_000, keeps)
  const during = countTimers()
  clear()

  expect(during - before).toBe(expected)
  expect(countTimers()).toBe(before)
})

test.each([true, false])('a timer calls back (keepsProcessAlive: %j)', async (keeps) => {
  const called = new Promise<string>((resolve) => {
    systemClock.setTimer(
      () => {
        resolve('called back')
      },
      1,
      keeps,
    )
  })

  expect(await called).toBe('called back')
})

test.each([true, false])('where timers are numbers, as in a browser, one is set and taken back', (keeps) => {
  const setTimer = vi.fn(() => 7)
  const clearTimer = vi.fn()
  vi.stubGlobal('setTimeout', setTimer)
  vi.stubGlobal('clearTimeout', clearTimer)
  const callback = () => undefined

  systemClock.setTimer(callback, 600_000, keeps)()

  expect(setTimer).toHaveBeenCalledWith(callback, 600_000)
  expect(clearTimer).toHaveBeenCalledWith(7)
})

test('the time counts from 1970, by a clock that nobody sets', () => {
  vi.stubGlobal('performance', { timeOrigin: 1_700_000_000_000, now: () => 1_500 })

  expect(systemClock.now()).toBe(1_700_000_001_500)
})

test('chance is a number from 0 up to but not including 1', () => {
  const chance = systemClock.random()

  expect(chance).toBeGreaterThanOrEqual(0)
  expect(chance).toBeLessThan(1)
})
