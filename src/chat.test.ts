import { createClient, type ClientOptions } from 'doubao-client'
import { expect, test } from 'vitest'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { readFixture } from '../contract-tests/support/facade/fixture.ts'
import { startLocalServer } from '../contract-tests/support/facade/local-server.ts'
import { answerJson, type ObservedFetch } from '../contract-tests/support/facade/observed-fetch.ts'
import { answer, apiKey, question } from '../contract-tests/support/facade/question.ts'
import { replayEvents } from '../contract-tests/support/facade/replayed-bytes.ts'

function clientOf({ fetch }: ObservedFetch, options?: Partial<ClientOptions<'anyfast'>>) {
  return createClient({ gateway: 'anyfast', apiKey, fetch, ...options }).chat.completions
}

async function bodyOf({ lastRequest }: ObservedFetch): Promise<unknown> {
  return JSON.parse(await lastRequest().text())
}

test('a call resolves to the completion as the gateway sent it', async () => {
  const sent = { ...answer, service_tier: 'default', choices: [{ ...answer.choices[0], logprobs: null }] }

  const completion = await clientOf(answerJson(sent)).create(question)

  expect(completion).toEqual(sent)
  expect(completion.choices[0].message.content).toBe('你好。')
})

test('a call is one POST of JSON with the key as a bearer token', async () => {
  const gateway = answerJson(answer)

  await clientOf(gateway).create(question)

  const { method, url, headers, redirect } = gateway.lastRequest()
  expect({ method, url, redirect }).toEqual({
    method: 'POST',
    url: 'https://www.anyfast.ai/v1/chat/completions',
    redirect: 'manual',
  })
  expect(Object.fromEntries(headers)).toEqual({
    authorization: `Bearer ${apiKey}`,
    accept: 'application/json',
    'content-type': 'application/json',
  })
})

test('fetch is called once a call, with one Request and nothing else', async () => {
  const gateway = answerJson(answer)

  await clientOf(gateway).create(question)

  expect(gateway.calls).toEqual([[expect.any(Request)]])
})

test('without retries a failed call is not sent again', async () => {
  const gateway = answerJson({ error: { message: 'busy' } }, { status: 429 })

  await errorOf(clientOf(gateway, { maxRetries: 0 }).create(question))

  expect(gateway.calls).toHaveLength(1)
})

test('a streamed call asks for events, in the headers and in the body', async () => {
  const gateway = replayEvents(readFixture('plain'))

  await clientOf(gateway).create({ ...question, stream: true })

  expect(gateway.lastRequest().headers.get('accept')).toBe('text/event-stream')
  expect(await bodyOf(gateway)).toEqual({ ...question, stream: true })
})

test.each([false, undefined])('with stream: %s the answer is one completion', async (stream) => {
  const gateway = answerJson(answer)

  const completion = await clientOf(gateway).create({ ...question, stream })

  expect(completion).toEqual(answer)
  expect(gateway.lastRequest().headers.get('accept')).toBe('application/json')
})

test('the body holds the parameters and nothing else, in UTF-8', async () => {
  const content = '你好！ "quoted" \\ back\nslash 🌏 \u{10FFFF} \u2028 é'
  const params = {
    ...question,
    messages: [{ role: 'user' as const, content }],
    thinking: { type: 'disabled' as const },
    stop: ['。', '\n'],
    temperature: 0,
  }
  const gateway = answerJson(answer)

  await clientOf(gateway).create(params)

  const bytes = Buffer.from(await gateway.lastRequest().arrayBuffer())
  expect(bytes.toString('utf8')).toBe(JSON.stringify(params))
})

test('a real server receives the same request', async () => {
  const received: unknown[] = []
  const { baseURL } = await startLocalServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const { method, url, headers } = request
      received.push({ method, url, key: headers.authorization, type: headers['content-type'] })
      received.push(JSON.parse(Buffer.concat(parts).toString('utf8')))
      response.setHeader('Content-Type', 'application/json').end(JSON.stringify(answer))
    })
  })
  const { chat } = createClient({ gateway: 'anyfast', apiKey, baseURL: `${baseURL}/prefix/` })

  const completion = await chat.completions.create(question)

  expect(completion).toEqual(answer)
  expect(received).toEqual([
    { method: 'POST', url: '/prefix/v1/chat/completions', key: `Bearer ${apiKey}`, type: 'application/json' },
    question,
  ])
})

test('extraBody is merged into the body last', async () => {
  const extraBody = { seed: 7, temperature: 0.5, nested: { deep: [1] } }
  const gateway = answerJson(answer)

  await clientOf(gateway).create({ ...question, temperature: 1 }, { extraBody })

  expect(await bodyOf(gateway)).toEqual({ ...question, ...extraBody })
})

test('a stream that extraBody asks for is a stream', async () => {
  const gateway = replayEvents(readFixture('plain'))

  const result = await clientOf(gateway).create(question, { extraBody: { stream: true } })

  expect(gateway.lastRequest().headers.get('accept')).toBe('text/event-stream')
  expect(result).toHaveProperty('finalChatCompletion')
})

test('neither the parameters nor extraBody are changed by a call', async () => {
  const params = Object.freeze({ ...question })
  const extraBody = Object.freeze({ seed: 7 })

  await clientOf(answerJson(answer)).create(params, { extraBody })

  expect(params).toEqual(question)
  expect(extraBody).toEqual({ seed: 7 })
})

test('default headers go with every request, and the headers of a call win over them', async () => {
  const gateway = answerJson(answer)
  const completions = clientOf(gateway, { defaultHeaders: { 'X-Tenant': 'default', 'X-Team': 'red' } })

  await completions.create(question, { headers: { 'x-tenant': 'of this call' } })
  const { headers: withOwn } = gateway.lastRequest()
  await completions.create(question)
  const { headers: without } = gateway.lastRequest()

  expect([withOwn.get('x-tenant'), withOwn.get('x-team')]).toEqual(['of this call', 'red'])
  expect([without.get('x-tenant'), without.get('x-team')]).toEqual(['default', 'red'])
})

test('the headers of a call win over Accept and Content-Type', async () => {
  const gateway = answerJson(answer)
  const headers = { accept: 'application/vnd.doubao+json', 'content-type': 'application/json; charset=utf-8' }

  await clientOf(gateway).create(question, { headers })

  expect(Object.fromEntries(gateway.lastRequest().headers)).toMatchObject(headers)
})

test.each(['Authorization', 'authorization', 'AUTHORIZATION'])('no %s header replaces the key', async (name) => {
  const gateway = answerJson(answer)
  const completions = clientOf(gateway, { defaultHeaders: { [name]: 'Bearer of-the-client' } })

  await completions.create(question, { headers: { [name]: 'Bearer of-the-call' } })

  expect(gateway.lastRequest().headers.get('authorization')).toBe(`Bearer ${apiKey}`)
})

test.each(['gpt-4o', 'doubao-seed-1-6-lite-251015', '', '__proto__', 'toString'])(
  'the model %j, which the gateway does not document, is refused before anything is sent',
  async (model) => {
    const gateway = answerJson(answer)
    const completions = clientOf(gateway)
    // @ts-expect-error: such a model does not compile
    const params: typeof question = { ...question, model }

    const refusals = [await errorOf(completions.create(params)), await errorOf(completions.createWithResponse(params))]

    for (const refusal of refusals) {
      expect(refusal).toBeInstanceOf(TypeError)
      expect(refusal).toHaveProperty('message', expect.stringMatching(/doubao-seed-evolving.*createUnchecked/))
    }
    expect(gateway.calls).toEqual([])
  },
)

test('the refusal of a model that the gateway does not document lists those that it does', async () => {
  const { chat } = createClient({ gateway: 'theturbo', apiKey })

  // @ts-expect-error: a model of another gateway
  const refusal = await errorOf(chat.completions.create(question))

  expect(refusal).toHaveProperty('message', expect.stringContaining('Doubao-1.5-lite-32k, Doubao-pro-32k, not'))
})

test('createUnchecked sends any model and any parameter', async () => {
  const params = { model: 'doubao-of-tomorrow', messages: [{ role: 'robot', content: [{ type: 'scent' }] }], mood: 1 }
  const gateway = answerJson(answer)

  const completion = await clientOf(gateway).createUnchecked(params)

  expect(completion).toEqual(answer)
  expect(gateway.lastRequest().url).toBe('https://www.anyfast.ai/v1/chat/completions')
  expect(gateway.lastRequest().headers.get('authorization')).toBe(`Bearer ${apiKey}`)
  expect(await bodyOf(gateway)).toEqual(params)
})

test('createUnchecked streams too', async () => {
  const gateway = replayEvents(readFixture('plain'))

  const stream = await clientOf(gateway).createUnchecked({ model: 'doubao-of-tomorrow', messages: [], stream: true })

  const completion = await stream.finalChatCompletion()
  expect(completion.choices[0].message.content).toBe('春眠不觉晓🌏')
})

test('createWithResponse gives the status, the headers and the request id beside the completion', async () => {
  const gateway = answerJson(answer, { status: 201, headers: { 'X-Request-Id': 'own-1', 'X-Remaining': '9' } })

  const { data, status, headers, requestId } = await clientOf(gateway).createWithResponse(question)

  expect({ data, status, requestId }).toEqual({ data: answer, status: 201, requestId: 'own-1' })
  expect(headers.get('x-remaining')).toBe('9')
})

test('createWithResponse has no request id where no header holds one', async () => {
  const { requestId } = await clientOf(answerJson(answer)).createWithResponse(question)

  expect(requestId).toBeUndefined()
})

test('createWithResponse gives a stream before its first chunk', async () => {
  const gateway = replayEvents('', { ending: 'hang' })

  const { data, status, headers } = await clientOf(gateway).createWithResponse({ ...question, stream: true })

  expect(status).toBe(200)
  expect(headers.get('content-type')).toContain('text/event-stream')
  expect(data[Symbol.asyncIterator]).toBeTypeOf('function')
})

test('a body or a header that cannot be sent is thrown as it is, and nothing is sent', async () => {
  const gateway = answerJson(answer)
  const circular: Record<string, unknown> = {}
  circular['self'] = circular

  const refusals = [
    await errorOf(clientOf(gateway).create(question, { extraBody: circular })),
    await errorOf(clientOf(gateway).create(question, { headers: { 'X-Name': 'line\nfeed' } })),
  ]

  expect(refusals).toEqual([expect.any(TypeError), expect.any(TypeError)])
  expect(refusals.map(String)).toEqual([expect.stringContaining('circular'), expect.stringContaining('eader')])
  expect(gateway.calls).toEqual([])
})
