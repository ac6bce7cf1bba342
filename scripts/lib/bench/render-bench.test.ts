import { expect, it } from 'vitest'
import type { Measurement } from './measurement.ts'
import { countVerdicts, formatFigure, renderBench, rowsOf, verdictRowsOf } from './render-bench.ts'

const measurement: Measurement = {
  id: 'call',
  title: 'a call',
  unit: 'µs',
  base: 'fetch',
  values: { fetch: [10, 10.5, 11], ours: [20], slow: [12_345.6, 12_345.6] },
  notes: ['As it is.'],
}

const verdict = { text: 'ours', measurement: 'call', of: 'ours', atMost: 25, figure: 20, isReached: true }

it('a row tells ratio, median and spread; what was measured once has no spread', () => {
  expect(rowsOf(measurement)).toEqual([
    ['fetch', '1.00', '10.5', '5 %', '3'],
    ['ours', '1.90', '20', '', '1'],
    ['slow', '1205.17', '12,346', '0 %', '2'],
  ])
})

it.each([
  [0.14712, '0.147'],
  [8.9531, '8.95'],
  [999.4, '999'],
  [9_212, '9,212'],
  [-1.234, '-1.23'],
])('%d is shown as %s: three digits that count, and all of a whole number', (value, shown) => {
  expect(formatFigure(value)).toBe(shown)
})

it('a target is shown in its own unit, or as a ratio', () => {
  const ratio = { ...verdict, to: 'fetch', figure: 1.904, atMost: 1.05, isReached: false }

  expect(verdictRowsOf([measurement], [verdict, ratio])).toEqual([
    ['ours', '20 µs', '25 µs', 'reached'],
    ['ours', '1.90 ×', '1.05 ×', 'missed'],
  ])
})

it('a target that was not measured has no row, and is counted', () => {
  const unmeasured = { ...verdict, figure: undefined, isReached: false }
  const missed = { ...verdict, isReached: false }

  expect(verdictRowsOf([measurement], [unmeasured])).toEqual([])
  expect(countVerdicts([verdict, unmeasured, missed, missed])).toBe('1 targets reached, 2 missed, 1 not measured')
})

it('everything is printed: title, table, notes, targets', () => {
  const text = renderBench(new Map([['json', [measurement]]]), [verdict])

  expect(text).toContain('call: a call')
  expect(text).toMatch(/× fetch .* median, µs/)
  expect(text).toContain('As it is.')
  expect(text).toMatch(/│ ours +│ +20 µs │ +25 µs │ reached │/)
})
