import { expect, it } from 'vitest'
import { median, quantile, ratios, spread } from './statistics.ts'

it.each([
  [[3], 3],
  [[9, 1, 5], 5],
  [[10, 2, 1, 9], 5.5],
  [[-1, -10, 2], -1],
])('the median of %j is %d, in whatever order they came', (values, expected) => {
  expect(median(values)).toBe(expected)
})

it('nothing has no median', () => {
  expect(median([])).toBeNaN()
})

it('the values stay in their order: that of the rounds', () => {
  const values = [3, 1, 2]

  median(values)

  expect(values).toEqual([3, 1, 2])
})

it('a quantile lies between its neighbours', () => {
  expect(quantile([10, 20, 30, 40], 0.25)).toBe(17.5)
  expect(quantile([10, 20, 30, 40], 1)).toBe(40)
})

it('the spread is that of the middle half: one wild round changes nothing', () => {
  expect(spread([9, 10, 10, 11, 10])).toBe(0)
  expect(spread([8, 9, 10, 11, 1000])).toBeCloseTo(0.2)
})

it('ratios are those of the same round, so that a slow round cancels out', () => {
  expect(ratios([20, 200, 40], [10, 100, 20])).toEqual([2, 2, 2])
})

it('rounds that only one of the two has are left out', () => {
  expect(ratios([20, 30], [10, 10, 10])).toEqual([2, 3])
})

it('what was measured once is held against every round of the other', () => {
  expect(ratios([20], [10, 20])).toEqual([2, 1])
  expect(ratios([20, 10], [10])).toEqual([2, 1])
})
