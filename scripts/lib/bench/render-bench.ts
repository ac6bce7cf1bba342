import Table from 'cli-table3'
import type { Measurement } from './measurement.ts'
import { median, ratios, spread } from './statistics.ts'
import type { Verdict } from './targets.ts'

const style = { head: [], border: [], compact: true }

/** A table for each measurement, and in the end one of the targets. */
export function renderBench(measurements: readonly Measurement[], verdicts: readonly Verdict[]): string {
  return [...measurements.map(renderMeasurement), renderVerdicts(measurements, verdicts)].join('\n\n')
}

function renderMeasurement(measurement: Measurement): string {
  const { id, title, notes = [] } = measurement
  const table = new Table({ head: headOf(measurement), colAligns: ['left', 'right', 'right', 'right', 'right'], style })
  table.push(...rowsOf(measurement))
  return [`${id}: ${title}`, table.toString(), ...notes].join('\n')
}

/** Ratios first: they are what another machine would show too. */
export function headOf({ base, unit }: Measurement): string[] {
  return ['', `× ${base}`, `median, ${unit}`, 'spread', 'rounds']
}

/** One row a contestant. */
export function rowsOf({ base, values }: Measurement): string[][] {
  const baseValues = values[base] ?? []
  return Object.entries(values).map(([name, own]) => [
    name,
    median(ratios(own, baseValues)).toFixed(2),
    formatFigure(median(own)),
    own.length < 2 ? '' : `${(spread(own) * 100).toFixed(0)} %`,
    String(own.length),
  ])
}

/** Three digits that count, and no exponent. */
export function formatFigure(value: number): string {
  return value.toLocaleString('en', value < 1000 ? { maximumSignificantDigits: 3 } : { maximumFractionDigits: 0 })
}

function renderVerdicts(measurements: readonly Measurement[], verdicts: readonly Verdict[]): string {
  const table = new Table({ head: VERDICT_HEAD, colAligns: ['left', 'right', 'right', 'left'], style })
  table.push(...verdictRowsOf(measurements, verdicts))
  const reached = verdicts.filter(({ isReached }) => isReached).length
  return `${table.toString()}\n${String(reached)} of ${String(verdicts.length)} targets reached`
}

export const VERDICT_HEAD = ['target', 'figure', 'at most', '']

/** One row a target. */
export function verdictRowsOf(measurements: readonly Measurement[], verdicts: readonly Verdict[]): string[][] {
  return verdicts.map(({ text, measurement, to, figure, atMost, isReached }) => {
    const unit = measurements.find(({ id }) => id === measurement)?.unit ?? ''
    const format = (value: number) => (to === undefined ? `${formatFigure(value)} ${unit}` : `${value.toFixed(2)} ×`)
    return [text, format(figure), format(atMost), isReached ? 'reached' : 'missed']
  })
}
