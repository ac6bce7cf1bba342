import type { CatalogOperation } from './catalog-operation.ts'
import type { Source } from './sources.ts'

/** A model of a gateway, and the operation of the source that documents it. */
export interface CatalogModel {
  model: string
  source: Source
  operation: CatalogOperation
}

/** TypeScript source: an expression or a type, or braces around named ones. */
export type Tree = string | { [key: string]: Tree }

/** The source of a tree, each name on a line of its own. */
export function renderTree(tree: Tree, indent = ''): string {
  if (typeof tree === 'string') return tree
  const entries = Object.entries(tree).map(
    ([key, value]) => `${indent}  ${renderKey(key)}: ${renderTree(value, `${indent}  `)},\n`,
  )
  return `{\n${entries.join('')}${indent}}`
}

/** In brackets, since an object literal would take this one name for its prototype. */
function renderKey(key: string): string {
  return key === '__proto__' ? '["__proto__"]' : JSON.stringify(key)
}

/** A TypeScript name for the id of a spec or of a gateway: the id in camel case. */
export function aliasOf(id: string): string {
  return id.replaceAll(/[^a-z0-9]+(.)?/gi, (_, letter: string | undefined) => (letter ?? '').toUpperCase())
}

/** The first of those that have the same key. */
export function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  const first = new Map(items.toReversed().map((item) => [keyOf(item), item]))
  return items.filter((item) => first.get(keyOf(item)) === item)
}
