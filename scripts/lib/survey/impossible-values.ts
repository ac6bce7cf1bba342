import { isRecord } from '../../../contract-tests/engine/sample-values.ts'
import type { SchemaPlace } from './schema-places.ts'

/** Says of a place whose `enum` lists what its `type` forbids that it does; undefined of any other. */
export function describeImpossibleValues({ name, schema }: SchemaPlace): string | undefined {
  const types = [schema.type ?? []].flat()
  const impossible = (schema.enum ?? []).filter(
    (value) => types.length > 0 && !types.some((type) => isOfType(value, type)),
  )
  if (impossible.length === 0) return undefined
  const values = impossible.map((value) => `\`${JSON.stringify(value)}\``).join(', ')
  return `\`enum\` lists ${values}, which \`type\` beside it forbids: ${name}`
}

function isOfType(value: unknown, type: string): boolean {
  if (type === 'integer') return Number.isInteger(value)
  if (type === 'null') return value === null
  if (type === 'array') return Array.isArray(value)
  return type === 'object' ? isRecord(value) : typeof value === type
}
