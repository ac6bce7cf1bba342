import { expect, it } from 'vitest'
import { chartOptionOf } from './draw-chart.ts'
import type { Measurement } from './measurement.ts'

const make = (id: string, values: Record<string, number[]>): Measurement => ({
  id,
  title: id,
  unit: 'ms',
  base: 'fetch',
  values,
})

it('a chart has a bar for each contestant and measurement, and a gap where one was not measured', () => {
  const option = chartOptionOf([make('one', { fetch: [1, 3, 2], ours: [4] }), make('two', { fetch: [5], openai: [6] })])

  expect(option.yAxis.data).toEqual(['fetch', 'ours', 'openai'])
  expect(option.series.map(({ name, data }) => [name, data])).toEqual([
    ['one', [2, 4, null]],
    ['two', [5, null, 6]],
  ])
  expect(option.xAxis).toMatchObject({ type: 'value', name: 'ms' })
})

it('an axis is logarithmic, and says so, where one bar would hide the others', () => {
  expect(chartOptionOf([make('one', { fetch: [0.2], ours: [100] })]).xAxis).toMatchObject({
    type: 'log',
    name: 'ms, logarithmic',
    min: 0.1,
  })
  expect(chartOptionOf([make('one', { fetch: [1], ours: [100] })]).xAxis.type).toBe('value')
})

it('an axis with a figure below zero is never logarithmic', () => {
  expect(chartOptionOf([make('one', { fetch: [-1], ours: [1000] })]).xAxis.type).toBe('value')
})
