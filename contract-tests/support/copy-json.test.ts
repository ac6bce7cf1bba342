import { expect, it } from 'vitest'
import { copyJson } from './copy-json.ts'

it('copies plain data, names of every kind among it, and shares nothing with it', () => {
  const data = JSON.parse('{ "__proto__": { "a": [1, null, "x"] }, "2": true, "1": { "toString": [] } }') as object

  const copy = copyJson(data)

  expect(JSON.stringify(copy)).toBe(JSON.stringify(data))
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype)
  for (const [key, child] of Object.entries(copy)) {
    if (typeof child === 'object') expect(child).not.toBe(Reflect.get(data, key))
  }
  const inner = Object.entries(copy as Record<string, { a?: unknown[] }>).map(([, child]) => child.a)
  expect(inner).toContainEqual([1, null, 'x'])
})
