import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { collect } from '../contract-tests/support/facade/collect.ts'
import { errorOf } from '../contract-tests/support/facade/error-of.ts'
import { replayBytes } from '../contract-tests/support/facade/replayed-bytes.ts'
import { startCall } from './call.ts'
import { resolveLimits } from './client-options.ts'
import { systemClock } from './clock.ts'
import { readBody, readText, type BodyReader } from './read-body.ts'

function callWith(signal?: AbortSignal) {
  const context = { limits: resolveLimits({}), clock: systemClock, notify: () => undefined, redact: String }
  return startCall('a-model', context, signal)
}

/** What comes of a body, for a loop that closes it where it is left. */
async function* readsOf({ read, close }: BodyReader): AsyncGenerator<Uint8Array, void> {
  try {
    for (let bytes; (bytes = await read());) yield bytes
  } finally {
    close()
  }
}

async function textsOf(bytes: ReadableStream<Uint8Array>): Promise<string[]> {
  const reads = await collect(readsOf(readBody(new Response(bytes), callWith())))
  return reads.map((read) => new TextDecoder().decode(read))
}

test('bytes come a read at a time', async () => {
  expect(await textsOf(replayBytes('12345', { chunkSize: 2 }))).toEqual(['12', '34', '5'])
})

test.each([
  ['without a body', null],
  ['whose body is empty', ''],
])('a response %s is at its end, and stays there', async (_, body) => {
  const { read } = readBody(new Response(body), callWith())

  expect([await read(), await read()]).toEqual([undefined, undefined])
})

test('a body that was closed unread is cancelled, and at its end', async () => {
  let cancels = 0
  const { read, close } = readBody(new Response(replayBytes('1', { onCancel: () => (cancels += 1) })), callWith())

  close()
  close()

  expect(cancels).toBe(1)
  expect(await read()).toBe(undefined)
})

test('a body that somebody else reads is an error of the read', async () => {
  const response = new Response('1')
  response.body?.getReader()

  const body = readBody(response, callWith())

  expect(await errorOf(body.read())).toBeInstanceOf(TypeError)
})

test('leaving the loop cancels the body once and releases it', async () => {
  let cancels = 0
  const bytes = replayBytes('12', { chunkSize: 1, onCancel: () => (cancels += 1) })

  for await (const _ of readsOf(readBody(new Response(bytes), callWith()))) break

  expect(cancels).toBe(1)
  expect(bytes.locked).toBe(false)
})

test('an error in the loop cancels the body once and is thrown', async () => {
  let cancels = 0
  const bytes = replayBytes('1', { ending: 'hang', onCancel: () => (cancels += 1) })
  const mistake = new Error('of the loop')

  const loop = async () => {
    for await (const _ of readsOf(readBody(new Response(bytes), callWith()))) throw mistake
  }

  expect(await errorOf(loop())).toBe(mistake)
  expect(cancels).toBe(1)
})

test('a loop that runs to the end cancels nothing and releases the body', async () => {
  let cancels = 0
  const bytes = replayBytes('1', { onCancel: () => (cancels += 1) })

  await textsOf(bytes)

  expect(cancels).toBe(0)
  expect(bytes.locked).toBe(false)
})

test('a body that fails to cancel does not disturb the one who leaves', async () => {
  const onCancel = () => {
    throw new Error('of the connection')
  }
  let reads = 0

  for await (const _ of readsOf(readBody(new Response(replayBytes('1', { ending: 'hang', onCancel })), callWith()))) {
    reads += 1
    break
  }

  expect(reads).toBe(1)
})

test('a read error is thrown as it came, after the bytes before it, and the body is released', async () => {
  const broken = new Error('reset by peer')
  const bytes = replayBytes('12', { chunkSize: 1, ending: broken })
  const reads: unknown[] = []

  const loop = async () => {
    for await (const read of readsOf(readBody(new Response(bytes), callWith()))) reads.push(read)
  }

  expect(await errorOf(loop())).toBe(broken)
  expect(reads).toHaveLength(2)
  expect(bytes.locked).toBe(false)
})

test('an abort ends a read of a body that does not look at the signal, and cancels the body once', async () => {
  let cancels = 0
  const controller = new AbortController()
  const reason = new RangeError('enough')
  const bytes = replayBytes('1', { ending: 'hang', onCancel: () => (cancels += 1) })

  const reading = collect(readsOf(readBody(new Response(bytes), callWith(controller.signal))))
  setTimeout(() => {
    controller.abort(reason)
  }, 5)

  expect(await errorOf(reading)).toBe(reason)
  expect(cancels).toBe(1)
})

test('where the signal is aborted already, nothing is read', async () => {
  const reason = new RangeError('enough')
  const bytes = replayBytes('', { ending: 'hang' })

  const error = await errorOf(collect(readsOf(readBody(new Response(bytes), callWith(AbortSignal.abort(reason))))))

  expect(error).toBe(reason)
  expect(bytes.locked).toBe(false)
})

test('a read after an abort throws its reason, when the body is closed already', async () => {
  const controller = new AbortController()
  const reason = new RangeError('enough')
  const { read } = readBody(new Response(replayBytes('123', { chunkSize: 1 })), callWith(controller.signal))
  await read()

  controller.abort(reason)
  await new Promise(setImmediate)

  expect(await errorOf(read())).toBe(reason)
})

test("an abort's reason is thrown, whatever the connection throws because of it", async () => {
  const controller = new AbortController()
  const reason = new RangeError('enough')
  const bytes = new ReadableStream<Uint8Array>({
    start: (body) => {
      controller.signal.addEventListener('abort', () => {
        body.error(new Error('closed'))
      })
    },
  })

  const reading = collect(readsOf(readBody(new Response(bytes), callWith(controller.signal))))
  controller.abort(reason)

  expect(await errorOf(reading)).toBe(reason)
})

test('after the loop nothing listens for an abort any more', async () => {
  const call = callWith()
  const before = getEventListeners(call.signal, 'abort')

  await collect(readsOf(readBody(new Response('1'), call)))

  expect(getEventListeners(call.signal, 'abort')).toEqual(before)
})

test('text that ends within a character ends with a replacement character', async () => {
  const bytes = new TextEncoder().encode('春眠').slice(0, -1)

  expect(await readText(new Response(replayBytes(bytes)), 10, callWith())).toBe('春\uFFFD')
})

test('text is read to its end, or just beyond the limit, where the rest is cancelled', async () => {
  let cancels = 0
  const onCancel = () => (cancels += 1)
  const textOf = (limit: number) =>
    readText(new Response(replayBytes('春眠不觉晓', { chunkSize: 1, onCancel })), limit, callWith())

  expect(await textOf(5)).toBe('春眠不觉晓')
  expect(cancels).toBe(0)
  expect(await textOf(2)).toBe('春眠不')
  expect(cancels).toBe(1)
})

test('a body whose clone nobody reads ends all the same', async () => {
  const response = new Response(replayBytes('1', { ending: 'hang' }))
  const twin = response.clone()
  let reads = 0

  for await (const _ of readsOf(readBody(response, callWith()))) {
    reads += 1
    break
  }

  expect(reads).toBe(1)
  expect(twin.bodyUsed).toBe(false)
})
