import { generateSync } from 'json-schema-faker'
import { constraintOf } from './constraint-of.ts'
import type { JsonSchema } from './json-schema.ts'
import { limits, STEP } from './sample-limits.ts'
import type { SchemaView } from './schema-view.ts'

/** Text beyond ASCII, as Doubao's users write it. */
const TEXT_SAMPLES = ['text', '你好！\n🎉']

/** The bounds, one value inside each, and for a number one that is no integer. */
export function sampleNumbers(view: SchemaView, step: 1 | typeof STEP): number[] {
  const bound = (keyword: keyof JsonSchema) => constraintOf(view, keyword) as number | undefined
  const multiple = bound('multipleOf')
  const distance = multiple ?? step
  const within = (limit: number | undefined, offset: number) => {
    if (limit === undefined) return []
    if (multiple === undefined) return [limit + offset]
    // A bound need not be a multiple itself.
    return [Math.floor((limit + offset) / multiple) * multiple, Math.ceil((limit + offset) / multiple) * multiple]
  }
  const candidates = [
    ...within(bound('minimum'), 0),
    ...within(bound('maximum'), 0),
    ...within(bound('minimum') ?? bound('exclusiveMinimum'), distance),
    ...within(bound('maximum') ?? bound('exclusiveMaximum'), -distance),
  ]
  const low = Math.max(bound('minimum') ?? -Infinity, bound('exclusiveMinimum') ?? -Infinity)
  const high = Math.min(bound('maximum') ?? Infinity, bound('exclusiveMaximum') ?? Infinity)
  if (step < 1 && multiple === undefined && low !== high) candidates.push(fractionWithin(low, high))
  const isWithin = (value: number) => {
    return value >= low && value <= high && value !== bound('exclusiveMinimum') && value !== bound('exclusiveMaximum')
  }
  const samples = candidates.filter(isWithin)
  return samples.length > 0 || view.documented.some((value) => typeof value === 'number') ? samples : [multiple ?? 1]
}

/** Texts at both limits and between, or one of the shape that is asked for. */
export function sampleTexts(view: SchemaView): unknown[] {
  const minLength = Number(constraintOf(view, 'minLength') ?? 0)
  const maxLength = Number(constraintOf(view, 'maxLength') ?? Infinity)
  if (constraintOf(view, 'pattern') !== undefined || constraintOf(view, 'format') !== undefined) {
    const shape = Object.fromEntries(SHAPING.map((keyword) => [keyword, constraintOf(view, keyword)]))
    const known = Object.entries(shape).filter(([, value]) => value !== undefined)
    return [generateSync({ ...Object.fromEntries(known), type: 'string' }, { seed: 1 })]
  }
  const ends = [minLength, maxLength].filter((length) => length > 0 && length <= limits.length)
  const texts = [...TEXT_SAMPLES, ...ends.map((length) => 'x'.repeat(length))]
  return texts.filter(({ length }) => length >= minLength && length <= maxLength)
}

const SHAPING = ['pattern', 'format', 'minLength', 'maxLength'] as const

function fractionWithin(low: number, high: number): number {
  const start = Number.isFinite(low) ? low : Number.isFinite(high) ? high - 1 : 0
  return start + Math.min(0.5, (high - start) / 2)
}
