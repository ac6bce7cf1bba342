import { expect, it } from 'vitest'
import { placesBelow } from './places.ts'

const text = { type: 'string' }

it.each([
  ['an open list of keys', { additionalProperties: text }, '/additionalProperties', ['*']],
  ['keys by a pattern', { patternProperties: { '^x-': text } }, '/patternProperties/^x-', ['*']],
  ['the first items of a list', { prefixItems: [text, text] }, '/prefixItems/1', ['*']],
  ['what must not be', { not: text }, '/not', []],
  ['a condition', { if: text }, '/if', []],
  ['what follows where it holds', { then: text }, '/then', []],
  ['what follows where it does not', { else: text }, '/else', []],
  ['what stands within one of them', { not: { properties: { one: text } } }, '/not/properties/one', ['one']],
])('the schema of %s is a place of its own', (_, schema, pointer, path) => {
  const places = placesBelow({ root: schema }, '/root')

  const place = places.find((one) => one.pointer === `/root${pointer}`)
  expect(place).toMatchObject({ schema: text, path })
})

it('what is true or false alone has no places', () => {
  const schema = { additionalProperties: false, items: true, prefixItems: [false], not: false }

  expect(placesBelow({ root: schema }, '/root').map(({ pointer }) => pointer)).toEqual(['/root'])
})
