import * as ours from 'doubao-client'
import { expect, test, vi } from 'vitest'

vi.resetModules()
const theirs = await import('doubao-client')

const answerFacts = { attempts: 1, status: 400, code: undefined, headers: new Headers(), body: undefined }

const ERROR_CLASSES = [
  'DoubaoError',
  'APIError',
  'BadRequestError',
  'AuthenticationError',
  'PermissionDeniedError',
  'NotFoundError',
  'RateLimitError',
  'InternalServerError',
  'UnexpectedResponseError',
  'APIConnectionError',
  'APITimeoutError',
  'StreamError',
] as const

test('there are two copies of the package', () => {
  expect(theirs.DoubaoError).not.toBe(ours.DoubaoError)
})

test.each(ERROR_CLASSES)('a %s of one copy is recognised by the other, and by its name', (name) => {
  const error = new theirs[name]('words', answerFacts)

  const recognised = ERROR_CLASSES.filter((candidate) => error instanceof ours[candidate])
  const bases = ERROR_CLASSES.filter((candidate) => ours[candidate].prototype instanceof ours.DoubaoError)

  expect(error.name).toBe(name)
  expect(error).toBeInstanceOf(Error)
  expect(recognised).toEqual(
    ERROR_CLASSES.filter((candidate) => new ours[name]('words', answerFacts) instanceof ours[candidate]),
  )
  expect(recognised).toContain(name)
  expect(recognised).toContain('DoubaoError')
  expect(recognised.length).toBeLessThanOrEqual(3)
  expect(bases).toHaveLength(ERROR_CLASSES.length - 1)
})

test('a sibling is not', () => {
  expect(new theirs.RateLimitError('words', answerFacts)).not.toBeInstanceOf(ours.NotFoundError)
  expect(new theirs.APIConnectionError('words', answerFacts)).not.toBeInstanceOf(ours.APIError)
})

test.each([
  undefined,
  null,
  7,
  'text',
  {},
  new Error('plain'),
  Object.create(null),
  Object.create(Object.create(null) as object),
])('%s is no error of this package', (value) => {
  expect(ERROR_CLASSES.filter((name) => (value as unknown) instanceof ours[name])).toEqual([])
})

test('a class that a user derives keeps the ordinary rule', () => {
  class OwnError extends ours.RateLimitError {}

  expect(new OwnError('words', answerFacts)).toBeInstanceOf(OwnError)
  expect(new OwnError('words', answerFacts)).toBeInstanceOf(theirs.RateLimitError)
  expect(new ours.RateLimitError('words', answerFacts)).not.toBeInstanceOf(OwnError)
  expect(new theirs.RateLimitError('words', answerFacts)).not.toBeInstanceOf(OwnError)
})
