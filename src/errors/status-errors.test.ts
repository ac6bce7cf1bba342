import {
  APIError,
  AuthenticationError,
  BadRequestError,
  createClient,
  DoubaoError,
  InternalServerError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from 'doubao-client'
import { expect, test } from 'vitest'
import { errorOf } from '../../contract-tests/support/facade/error-of.ts'
import { answerJson } from '../../contract-tests/support/facade/observed-fetch.ts'
import { apiKey, question } from '../../contract-tests/support/facade/question.ts'

const CLASSES = [
  [400, BadRequestError, 'BadRequestError'],
  [401, AuthenticationError, 'AuthenticationError'],
  [402, PermissionDeniedError, 'PermissionDeniedError'],
  [403, PermissionDeniedError, 'PermissionDeniedError'],
  [404, NotFoundError, 'NotFoundError'],
  [408, APIError, 'APIError'],
  [409, APIError, 'APIError'],
  [413, BadRequestError, 'BadRequestError'],
  [418, APIError, 'APIError'],
  [422, BadRequestError, 'BadRequestError'],
  [429, RateLimitError, 'RateLimitError'],
  [499, APIError, 'APIError'],
  [500, InternalServerError, 'InternalServerError'],
  [502, InternalServerError, 'InternalServerError'],
  [503, InternalServerError, 'InternalServerError'],
  [504, InternalServerError, 'InternalServerError'],
  [599, InternalServerError, 'InternalServerError'],
] as const

const envelope = { error: { code: 'SomeCode.OwnDetail', message: 'words of the gateway' } }

test.each(CLASSES)('status %i throws %o', async (status, expectedClass, name) => {
  const { fetch } = answerJson(envelope, { status })
  const client = createClient({ gateway: 'anyfast', apiKey, fetch, maxRetries: 0 })

  const error = await errorOf(client.chat.completions.create(question))

  expect(Object.getPrototypeOf(error)).toBe(expectedClass.prototype)
  expect(error).toMatchObject({ name, status, code: 'SomeCode.OwnDetail', message: 'words of the gateway' })
})

test.each(CLASSES)('status %i throws the same for a streamed call', async (status, expectedClass) => {
  const { fetch } = answerJson(envelope, { status })
  const client = createClient({ gateway: 'anyfast', apiKey, fetch, maxRetries: 0 })

  const error = await errorOf(client.chat.completions.create({ ...question, stream: true }))

  expect(Object.getPrototypeOf(error)).toBe(expectedClass.prototype)
  expect(error).toMatchObject({ status, code: 'SomeCode.OwnDetail' })
})

test('every class is an APIError, a DoubaoError and an Error', () => {
  const facts = {
    attempts: 1,
    status: 418,
    code: undefined,
    requestId: undefined,
    headers: new Headers(),
    body: undefined,
  }

  const errors = CLASSES.map(([, errorClass]) => new errorClass('words', facts))

  for (const error of errors) {
    expect(error).toBeInstanceOf(APIError)
    expect(error).toBeInstanceOf(DoubaoError)
    expect(error).toBeInstanceOf(Error)
  }
})
