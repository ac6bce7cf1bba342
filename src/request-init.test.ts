import { createClient } from 'doubao-client'
import { afterEach, expect, test, vi } from 'vitest'
import { answerJson } from '../contract-tests/support/facade/observed-fetch.ts'
import { answer, apiKey, question } from '../contract-tests/support/facade/question.ts'

afterEach(() => {
  vi.unstubAllGlobals()
})

test('no request is made with a `client`, which Deno would take for a Deno.HttpClient', async () => {
  const inits: (RequestInit | undefined)[] = []
  class ObservedRequest extends Request {
    constructor(input: RequestInfo | URL, init?: RequestInit) {
      super(input, init)
      inits.push(init)
    }
  }
  vi.stubGlobal('Request', ObservedRequest)
  const { fetch } = answerJson(answer)

  await createClient({ gateway: 'anyfast', apiKey, fetch }).chat.completions.create(question)

  expect(inits).toHaveLength(1)
  expect(inits[0]).not.toHaveProperty('client')
})
