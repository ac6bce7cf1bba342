import Table from 'cli-table3'
import type { Measurement } from './measurement.ts'
import { median, ratios, spread } from './statistics.ts'
import type { Verdict } from './targets.ts'

/** What was measured, by group. */
export type Results = ReadonlyMap<string, readonly Measurement[]>

const style = { head: [], border: [], compact: true }

/** A table for each measurement, and in the end one of the targets. */
export function renderBench(results: Results, verdicts: readonly Verdict[]): string {
  const measurements = [...results.values()].flat()
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
  return [table.toString(), countVerdicts(verdicts)].join('\n')
}

/** Such as `3 targets reached, 1 missed, 0 not measured`. */
export function countVerdicts(verdicts: readonly Verdict[]): string {
  const unmeasured = verdicts.filter(({ figure }) => figure === undefined).length
  const reached = verdicts.filter(({ isReached }) => isReached).length
  const missed = verdicts.length - reached - unmeasured
  return `${String(reached)} targets reached, ${String(missed)} missed, ${String(unmeasured)} not measured`
}

export const VERDICT_HEAD = ['target', 'figure', 'at most', '']

/** One row for each target that was measured. */
export function verdictRowsOf(measurements: readonly Measurement[], verdicts: readonly Verdict[]): string[][] {
  return verdicts.flatMap(({ text, measurement, to, figure, atMost, isReached }) => {
    if (figure === undefined) return []
    const unit = measurements.find(({ id }) => id === measurement)?.unit ?? ''
    const format = (value: number) => (to === undefined ? `${formatFigure(value)} ${unit}` : `${value.toFixed(2)} ×`)
    return [[text, format(figure), format(atMost), isReached ? 'reached' : 'missed']]
  })
}
