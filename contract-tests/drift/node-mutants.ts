import { isDeepStrictEqual } from 'node:util'
import { toPointer, type PathKey } from '../engine/json-pointer.ts'

/** A JSON value with one node changed. */
export interface NodeMutant {
  operator: NodeOperator
  /** JSON pointer of the changed node. */
  pointer: string
  body: unknown
}

/** What is done to a node; undefined takes it away, and gives what cannot be done to it. */
type Change = (value: unknown) => unknown

/** Stands for what is not there. */
const NOTHING = Symbol('nothing')

/** A text that no docs know. */
const BOGUS = 'not-documented'

/** Changes of a value, each to one that the node should not have, or may. */
const changes = {
  null: () => null,
  retype: (value) => (typeof value === 'string' ? 7 : Array.isArray(value) ? {} : 'text'),
  empty: (value) => (typeof value === 'string' ? '' : isObject(value) ? {} : NOTHING),
  'empty array': (value) => (Array.isArray(value) ? [] : NOTHING),
  bogus: (value) => (typeof value === 'string' ? BOGUS : NOTHING),
  negative: (value) => (typeof value === 'number' ? -1 : NOTHING),
  float: (value) => (typeof value === 'number' ? value + 0.5 : NOTHING),
  extra: (value) => (isObject(value) ? { ...value, own_key: 1 } : NOTHING),
} satisfies Record<string, Change>

/** The changes of a value, and two of its key. */
export type NodeOperator = keyof typeof changes | 'drop' | 'rename'

/** Every change of every node, the root included, in order. */
export function mutateNodes(root: unknown): NodeMutant[] {
  const mutants: NodeMutant[] = []
  const visit = (value: unknown, path: PathKey[], replace: Change): void => {
    const pointer = toPointer(path)
    for (const [operator, change] of Object.entries(changes)) {
      const changed: unknown = change(value)
      if (changed === NOTHING || isDeepStrictEqual(changed, value)) continue
      mutants.push({ operator: operator as NodeOperator, pointer, body: replace(changed) })
    }
    if (Array.isArray(value)) {
      for (const [index, item] of (value as unknown[]).entries()) {
        visit(item, [...path, index], (changed) => replace(value.with(index, changed)))
      }
    } else if (isObject(value)) {
      for (const [key, item] of Object.entries(value)) {
        const { [key]: _, ...others } = value
        const at = toPointer([...path, key])
        mutants.push({ operator: 'drop', pointer: at, body: replace(others) })
        mutants.push({ operator: 'rename', pointer: at, body: replace({ ...others, [`${key}_renamed`]: item }) })
        visit(item, [...path, key], (changed) => replace({ ...value, [key]: changed }))
      }
    }
  }
  visit(root, [], (changed) => changed)
  return mutants
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
