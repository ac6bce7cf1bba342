import { expect, it } from 'vitest'
import type { Measurement, Target } from './measurement.ts'
import { judgeTargets, targets } from './targets.ts'

const measurement: Measurement = {
  id: 'call',
  title: 'a call',
  unit: 'µs',
  base: 'fetch',
  values: { fetch: [10, 100, 10], ours: [12, 110, 20], 'ours-twice': [8, 8, 30] },
}

const target: Target = { text: 'ours', measurement: 'call', of: 'ours', to: 'fetch', atMost: 1.2 }

it('a target is judged by the median of the ratios round by round, and reached at its bound', () => {
  const [verdict] = judgeTargets([measurement], [target])

  expect(verdict).toEqual({ ...target, figure: 1.2, isReached: true })
})

it('a target beyond its bound is missed', () => {
  const [verdict] = judgeTargets([measurement], [{ ...target, atMost: 1.19 }])

  expect(verdict?.isReached).toBe(false)
})

it('a target without `to` is judged by the median of the values', () => {
  const [verdict] = judgeTargets([measurement], [{ text: 'ours', measurement: 'call', of: 'ours', atMost: 19 }])

  expect(verdict).toMatchObject({ figure: 20, isReached: false })
})

it.each([{ measurement: 'other' }, { of: 'nobody' }, { to: 'nobody' }])(
  'a target of which %j was not measured has no figure, and is not reached',
  (missing) => {
    const [verdict] = judgeTargets([measurement], [{ ...target, ...missing }])

    expect(verdict).toMatchObject({ figure: undefined, isReached: false })
  },
)

it('no two targets have the same text', () => {
  const texts = targets.map(({ text }) => text)

  expect(new Set(texts).size).toBe(texts.length)
})
