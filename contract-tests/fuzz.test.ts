import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mutate, splitAt } from './support/fuzz/mutation.ts'
import { onlyTypedErrors, type AskWith } from './support/fuzz/only-typed-errors.ts'

const RUNS = { seed: 2209, numRuns: 300 }

test('300 answers that were changed at random give a completion or a typed error', async () => {
  await fc.assert(onlyTypedErrors(), RUNS)
})

const brokenClients: [string, AskWith, RegExp][] = [
  ['throws a plain TypeError', () => Promise.reject(new TypeError('own words')), /own words/],
  ['hangs', () => new Promise(() => undefined), /neither a completion nor an error within 5 ms/],
  ['returns no completion', () => Promise.resolve({ choices: [] }), /no completion/],
]

test.each(brokenClients)('the property fails for a client that %s', async (_, ask, words) => {
  const { failed, errorInstance } = await fc.check(onlyTypedErrors({ ask, deadline: 5 }), {
    ...RUNS,
    endOnFailure: true,
  })

  expect(failed).toBe(true)
  expect(String(errorInstance)).toMatch(words)
})

test('the property fails for a client that parses without care, and names the answer', async () => {
  const ask: AskWith = async (fetch) => JSON.parse(await (await fetch('http://localhost')).text()) as unknown

  const { failed, counterexample } = await fc.check(onlyTypedErrors({ ask }), { ...RUNS, endOnFailure: true })

  expect(failed).toBe(true)
  expect(counterexample?.[0]).toHaveProperty('reads')
})

test('every change of an answer is made at its place', () => {
  const bytes = Buffer.from('abcd')
  const after = (...mutations: Parameters<typeof mutate>[1]) => Buffer.from(mutate(bytes, mutations)).toString()

  expect(after({ kind: 'flip', at: 0.25, mask: 1 })).toBe('accd')
  expect(after({ kind: 'cut', at: 0.5, size: 0.5 })).toBe('abd')
  expect(after({ kind: 'duplicate', at: 0.5, size: 1 })).toBe('abcdcd')
  expect(after({ kind: 'swap', at: 0, size: 0.5 })).toBe('cdab')
  expect(after({ kind: 'insert', at: 1, bytes: Buffer.from('!') })).toBe('abcd!')
})

test('an answer is split at any borders, and loses nothing', () => {
  const reads = splitAt(Buffer.from('abcd'), [0.5, 0.25, 1])

  expect(reads.map((read) => Buffer.from(read).toString())).toEqual(['a', 'b', 'cd', ''])
})
