import type { JsonSchema } from '../../../contract-tests/engine/json-schema.ts'
import { soundSchema } from './sound-schema.ts'

/** The types that a schema allows, those of its alternatives included, sorted; none where it names none. */
export function typesOf(schema: JsonSchema & { nullable?: unknown }): string[] {
  const own = [schema.type ?? []].flat()
  const branches = [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])].map(soundSchema)
  const all = [...own, ...branches.flatMap((branch) => typesOf(branch)), ...(schema.nullable === true ? ['null'] : [])]
  return [...new Set(all)].sort()
}
