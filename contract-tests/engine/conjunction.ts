import type { LocatedSchema } from './json-schema.ts'
import { joinSchemas, propertyAt, type SchemaView } from './schema-view.ts'

/** What two schemas ask together. Each stays a constraint of its own, with its pointer. */
export function conjoin(one: SchemaView, other: SchemaView): SchemaView {
  const types = commonTypes(one.types, other.types)
  const length = Math.max(one.prefixItems.length, other.prefixItems.length)
  return {
    ...one,
    types,
    isImpossible:
      one.isImpossible || other.isImpossible || (types.length === 0 && one.types.length + other.types.length > 0),
    isJoined: true,
    constraints: [...one.constraints, ...other.constraints],
    required: [...one.required, ...other.required],
    properties: commonProperties(one, other),
    patterns: [...one.patterns, ...other.patterns],
    additional: joinSchemas(one.additional, other.additional),
    prefixItems: Array.from({ length }, (_, index) => {
      return joinSchemas(one.prefixItems[index] ?? one.items, other.prefixItems[index] ?? other.items)
    }).filter((item) => item !== undefined),
    items: joinSchemas(one.items, other.items),
    groups: [...one.groups, ...other.groups],
    isOpen: one.isOpen && other.isOpen,
    documented: [...one.documented, ...other.documented],
  }
}

function commonTypes(one: readonly string[], other: readonly string[]): string[] {
  if (one.length === 0 || other.length === 0) return [...one, ...other]
  const isWithin = (type: string, types: readonly string[]) => {
    return types.includes(type) || (type === 'integer' && types.includes('number'))
  }
  const narrower = other.filter((type) => !one.includes(type) && isWithin(type, one))
  return [...one.filter((type) => isWithin(type, other)), ...narrower]
}

/** A key that only one of two objects lists is what the other says of keys that it does not list. */
function commonProperties(one: SchemaView, other: SchemaView): SchemaView['properties'] {
  const keys = new Set([...one.properties.keys(), ...other.properties.keys()])
  const properties = new Map<string, LocatedSchema>()
  for (const key of keys) {
    const places = [one, other].map((view) => ({ place: propertyAt(view, key), isOpen: view.isOpen }))
    const schema = places.map(({ place }) => place).reduce(joinSchemas, undefined)
    if (schema && places.every(({ place, isOpen }) => place ?? isOpen)) properties.set(key, schema)
  }
  return properties
}
