import { isRecord } from './json-value.ts'
import type { JsonSchema } from './json-schema.ts'
import { limits } from './sample-limits.ts'
import { sampleValues } from './sample-values.ts'
import { propertyAt, type Constraint, type SchemaView } from './schema-view.ts'
import type { SpecValidator } from './validator.ts'

/** What violates a constraint: for each way to do it a name, and values, the best first. */
export type Violate = (
  constraint: Constraint,
  view: SchemaView,
  valid: unknown,
  spec: SpecValidator,
) => [what: string, ...candidates: unknown[]][]

/** The constraints of objects that speak of their keys. */
export const objectViolations: Partial<Record<keyof JsonSchema, Violate>> = {
  required: ({ value: key }, _, valid) => {
    return isRecord(valid) ? [[`without ${String(key)}`, without(valid, String(key))]] : []
  },
  minProperties: ({ value }, view, valid) => {
    const isFree = view.required.length === 0 && isRecord(valid)
    return isFree && Number(value) > 0 ? [['too few keys', {}]] : []
  },
  maxProperties: ({ value }, view, valid, spec) => {
    if (!isRecord(valid) || !view.isOpen || Number(value) > limits.items) return []
    const held = view.additional ? sampleValues(spec, view.additional)[0] : 'x'
    const extra = Array.from({ length: Number(value) + 1 }, (_, index) => [`key${String(index)}`, held])
    return [['too many keys', { ...valid, ...(Object.fromEntries(extra) as object) }]]
  },
  additionalProperties: ({ value }, _, valid) => withUndocumentedKey(value, valid),
  unevaluatedProperties: ({ value }, _, valid) => withUndocumentedKey(value, valid),
  dependentRequired: ({ value }, view, valid, spec) => {
    if (!isRecord(valid)) return []
    return Object.entries(value as Record<string, string[]>).flatMap(([key, others]) => {
      const place = propertyAt(view, key)
      const held = valid[key] ?? (place ? sampleValues(spec, place)[0] : 'x')
      return others.map((other): [string, unknown] => {
        return [`${key} without ${other}`, without({ ...valid, [key]: held }, other)]
      })
    })
  },
}

function withUndocumentedKey(value: unknown, valid: unknown): [what: string, candidate: unknown][] {
  return value === false && isRecord(valid) ? [['an undocumented key', { ...valid, 'not-documented': 1 }]] : []
}

function without(value: Record<string, unknown>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key))
}
