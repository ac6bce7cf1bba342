/** Values in groups of one key each, in the order in which they came. */
export function groupBy<Value>(values: readonly Value[], keyOf: (value: Value) => string | number): Value[][] {
  const groups = new Map<string | number, Value[]>()
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value])
  return [...groups.values()]
}
