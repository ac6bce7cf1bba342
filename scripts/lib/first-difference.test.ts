import { expect, it } from 'vitest'
import { firstDifference } from './first-difference.ts'

it('finds nothing in equal texts', () => {
  expect(firstDifference('a\nb\n', 'a\nb\n')).toBeUndefined()
})

it('names the first of several lines that differ, and both of its readings', () => {
  const difference = firstDifference('a\n  b: 1\nc\n', 'a\n  b: 2\nd\n')

  expect(difference).toEqual({ line: 2, text: '`b: 1` became `b: 2`' })
})

it('names the line after the last where the second text has lines more', () => {
  expect(firstDifference('a', 'a\nb')).toEqual({ line: 2, text: 'the end of the file became `b`' })
})

it('names the line that is gone where the second text is shorter', () => {
  expect(firstDifference('a\nb', 'a')).toEqual({ line: 2, text: '`b` became the end of the file' })
})

it('sees a line end that is lacking', () => {
  expect(firstDifference('a\n', 'a')?.line).toBe(2)
})

it('sees a change of white space alone', () => {
  expect(firstDifference('a\nb', 'a\nb \r')).toEqual({ line: 2, text: '"b" became "b \\r"' })
})

it('quotes the beginning of a very long line', () => {
  expect(firstDifference('a', 'x'.repeat(5_000_000))?.text.length).toBeLessThan(200)
})
