import { createAccumulator, type Accumulator } from './accumulate.ts'
import { asRecord, excerpt, readErrorBody } from './errors/error-body.ts'
import { redactDeep, redactThrown, type Redact } from './errors/redact.ts'
import { StreamError } from './errors/stream-error.ts'
import { readServerSentEvents } from './server-sent-events.ts'
import type { UnwrapContext } from './unwrap.ts'
import type { WireChunk } from './wire-types.ts'

/** The data of the event after the last chunk. */
const END_MARK = '[DONE]'

/** What a stream must know of its call. */
export interface StreamContext extends UnwrapContext {
  requestId: string | undefined
}

/**
 * The chunks of one streamed completion, for one `for await` loop. Leaving the loop early cancels the request.
 *
 * The stream is complete when the end mark came, or when it ended after every choice had its `finish_reason`; any
 * other end throws a {@link StreamError} from the loop. Nothing is sent again.
 */
export class ChatCompletionStream<Chunk, Completion> implements AsyncIterable<Chunk> {
  readonly #accumulator = createAccumulator()
  readonly #chunks: AsyncGenerator<WireChunk, void>
  readonly #fail: Fail
  #state: 'unread' | 'reading' | 'complete' | 'failed' | 'left' = 'unread'
  #failure: unknown

  constructor(bytes: ReadableStream<Uint8Array>, context: StreamContext) {
    this.#fail = createFail(this.#accumulator, context)
    this.#chunks = readChunks(bytes, this.#accumulator, this.#fail, context)
  }

  /** Starts the one loop that a stream has. A second one is a `TypeError`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Chunk, void> {
    if (this.#state !== 'unread')
      throw new TypeError('a stream can be read once: keep its chunks, or make another call')
    this.#state = 'reading'
    try {
      for await (const chunk of this.#chunks) {
        // The boundary to the generated types: what the gateway sent is taken for what its docs say.
        yield chunk as Chunk
      }
      this.#state = 'complete'
    } catch (error) {
      this.#state = 'failed'
      this.#failure = error
      throw error
    } finally {
      if (this.#state === 'reading') this.#state = 'left'
    }
  }

  /**
   * The sum of all chunks as one completion, in the shape of a JSON answer: reads the stream where no loop has.
   * Throws what the loop threw, and a {@link StreamError} with `partial` where the loop was left early.
   * Within the loop it is a `TypeError`.
   */
  async finalChatCompletion(): Promise<Completion> {
    if (this.#state === 'reading') throw new TypeError('finalChatCompletion() works after the loop, or instead of it')
    if (this.#state === 'unread') for await (const _ of this);
    if (this.#state === 'failed') throw this.#failure
    const completion = this.#accumulator.completion()
    if (this.#state === 'complete' && completion) return completion as Completion
    throw this.#fail(this.#state === 'left' ? 'the stream was left before its end' : 'the stream held no choice')
  }
}

/** Makes the error of one stream, around what arrived of it so far. */
type Fail = (message: string, code?: string, options?: ErrorOptions) => StreamError

function createFail(accumulator: Accumulator, { redact, requestId }: StreamContext): Fail {
  return (message, code, options) => {
    const partial = redactDeep(accumulator.completion(), redact)
    const facts = { partial, code: code && redact(code), requestId: requestId && redact(requestId) }
    return new StreamError(redact(message), facts, options)
  }
}

async function* readChunks(
  bytes: ReadableStream<Uint8Array>,
  accumulator: Accumulator,
  fail: Fail,
  { redact, signal }: StreamContext,
): AsyncGenerator<WireChunk, void> {
  try {
    for await (const { data } of readServerSentEvents(bytes)) {
      // What arrived together with the chunk at which the caller aborted is not wanted any more either.
      signal?.throwIfAborted()
      if (data === END_MARK) return
      const chunk = parseChunk(data, redact, fail)
      accumulator.add(chunk)
      yield chunk
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof StreamError) throw error
    throw fail('the stream broke off', undefined, { cause: redactThrown(error, redact) })
  }
  if (!accumulator.isFinished()) throw fail('the stream ended before its completion did')
}

function parseChunk(data: string, redact: Redact, fail: Fail): WireChunk {
  const quote = () => excerpt(redact(data))
  let chunk: unknown
  try {
    chunk = JSON.parse(data)
  } catch {
    // Its reason is not kept as the cause: it quotes a part of the event, which may be a part of the API key.
    throw fail(`an event is no JSON: ${quote()}`)
  }
  const { choices, error } = asRecord(chunk)
  const { code, message } = readErrorBody(chunk)
  if (error != null) throw fail(message ?? `an event is an error: ${quote()}`, code)
  const isObject = typeof chunk === 'object' && chunk !== null && !Array.isArray(chunk)
  if (!isObject || (choices != null && !Array.isArray(choices))) throw fail(`an event is no chunk: ${quote()}`)
  if (choices == null && message !== undefined) throw fail(message, code)
  return asRecord(chunk)
}
