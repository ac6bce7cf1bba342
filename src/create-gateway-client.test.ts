import { createGatewayClient } from 'doubao-client/core'
import { gateway as anyfast } from 'doubao-client/gateways/anyfast'
import { expect, expectTypeOf, test } from 'vitest'
import { answerJson } from '../contract-tests/support/facade/observed-fetch.ts'
import { answer, apiKey, question } from '../contract-tests/support/facade/question.ts'

test('a client of one generated gateway is that of the whole package', async () => {
  const gateway = answerJson(answer)
  const client = createGatewayClient({ gateway: anyfast, apiKey, fetch: gateway.fetch })

  const completion = await client.chat.completions.create(question)

  expect(completion).toEqual(answer)
  expect(client).toMatchObject({ gateway: 'anyfast', baseURL: 'https://www.anyfast.ai/' })
  expect(gateway.lastRequest().url).toBe('https://www.anyfast.ai/v1/chat/completions')
  expectTypeOf(client.gateway).toEqualTypeOf<'anyfast'>()
})

test('it knows the models of this gateway alone', async () => {
  const { completions } = createGatewayClient({ gateway: anyfast, apiKey }).chat

  // @ts-expect-error -- a model of another gateway does not compile
  const call = completions.create({ ...question, model: 'Doubao-pro-32k' })

  await expect(call).rejects.toThrow('anyfast documents doubao-seed-evolving, not "Doubao-pro-32k"')
})

test('wrong options are a TypeError here too', () => {
  expect(() => createGatewayClient({ gateway: anyfast, apiKey: '' })).toThrow(TypeError)
})
