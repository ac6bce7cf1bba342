import { fromPointer } from './json-pointer.ts'

/** What a `$ref` names, which may be a reference itself. */
export function targetOf(document: Record<string, unknown>, reference: string): { schema: object; pointer: string } {
  const target = fromPointer(reference).reduce<unknown>(
    (node, key) => (node as Record<string, unknown> | undefined)?.[key],
    document,
  )
  if (!target) throw new TypeError(`${reference} does not exist in the document`)
  return { schema: target, pointer: reference.slice(1) }
}
