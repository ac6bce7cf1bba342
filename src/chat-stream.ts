import { createAccumulator, type Accumulator } from './accumulate.ts'
import { asRecord, excerpt, readErrorBody } from './errors/error-body.ts'
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
  readonly #requestId: string | undefined
  #state: 'unread' | 'reading' | 'complete' | 'failed' | 'left' = 'unread'
  #failure: unknown

  constructor(bytes: ReadableStream<Uint8Array>, context: StreamContext) {
    this.#requestId = context.requestId
    this.#chunks = readChunks(bytes, this.#accumulator, context)
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
    const message = completion ? 'the stream was left before its end' : 'the stream held no choice'
    throw new StreamError(message, { partial: completion, code: undefined, requestId: this.#requestId })
  }
}

async function* readChunks(
  bytes: ReadableStream<Uint8Array>,
  accumulator: Accumulator,
  { redact, signal, requestId }: StreamContext,
): AsyncGenerator<WireChunk, void> {
  const fail = (message: string, code?: string, options?: ErrorOptions): StreamError => {
    return new StreamError(redact(message), { partial: accumulator.completion(), code, requestId }, options)
  }
  try {
    for await (const { data } of readServerSentEvents(bytes)) {
      if (data === END_MARK) return
      const chunk = parseChunk(data, fail)
      accumulator.add(chunk)
      yield chunk
    }
  } catch (error) {
    signal?.throwIfAborted()
    if (error instanceof StreamError) throw error
    throw fail('the stream broke off', undefined, { cause: error })
  }
  if (!accumulator.isFinished()) throw fail('the stream ended before its completion did')
}

function parseChunk(data: string, fail: (message: string, code?: string, options?: ErrorOptions) => Error): WireChunk {
  let chunk: unknown
  try {
    chunk = JSON.parse(data)
  } catch (error) {
    throw fail(`an event is no JSON: ${excerpt(data)}`, undefined, { cause: error })
  }
  const { choices, error } = asRecord(chunk)
  const { code, message } = readErrorBody(chunk)
  if (error != null) throw fail(message ?? `an event is an error: ${excerpt(data)}`, code)
  if (!Array.isArray(choices) && choices != null) throw fail(`an event is no chunk: ${excerpt(data)}`)
  return asRecord(chunk)
}
