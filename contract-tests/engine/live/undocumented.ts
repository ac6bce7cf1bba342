import { isRecord } from '../json-value.ts'
import type { LocatedSchema } from '../json-schema.ts'
import { viewSchema } from '../view-schema.ts'

/**
 * The keys of a value of which its schema says nothing, as paths with `*` for the items of lists. What stands within one
 * of them is not listed apart, nor is what an object without any documented key holds: that is free by its docs.
 */
export function undocumentedPaths(
  document: Record<string, unknown>,
  reference: LocatedSchema,
  value: unknown,
  path = '',
): string[] {
  const view = viewSchema(document, reference)
  if (Array.isArray(value)) {
    const { items } = view
    const paths = items ? value.flatMap((item) => undocumentedPaths(document, items, item, `${path}/*`)) : []
    return [...new Set(paths)]
  }
  if (!isRecord(value)) return []
  const properties = new Map(view.properties)
  for (const branch of view.groups.flat()) {
    for (const [key, property] of viewSchema(document, branch).properties) properties.set(key, property)
  }
  if (properties.size === 0) return []
  return Object.entries(value).flatMap(([key, item]) => {
    const property = properties.get(key)
    return property ? undocumentedPaths(document, property, item, `${path}/${key}`) : [`${path}/${key}`]
  })
}
