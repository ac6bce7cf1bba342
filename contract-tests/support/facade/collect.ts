/** Everything that a loop over an async iterable gets. */
export async function collect<Item>(iterable: AsyncIterable<Item>): Promise<Item[]> {
  const items: Item[] = []
  for await (const item of iterable) items.push(item)
  return items
}
