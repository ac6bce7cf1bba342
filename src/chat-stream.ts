import { createAccumulator } from './accumulate.ts'
import type { Call } from './call.ts'
import { bearsContent, readChunk } from './chunk.ts'
import { DoubaoError } from './errors/doubao-error.ts'
import { readErrorBody, requestIdIn } from './errors/error-body.ts'
import { redactDeep, redactThrown } from './errors/redact.ts'
import { StreamError, type StreamErrorFacts } from './errors/stream-error.ts'
import type { StreamEnd } from './hooks.ts'
import { parseJson } from './json.ts'
import { readBody } from './read-body.ts'
import { BadEventError, createEventReader, type ServerSentEvent } from './server-sent-events.ts'
import type { WireChunk } from './wire-types.ts'

/** The data of the event after the last chunk. */
const END_MARK = '[DONE]'

/**
 * The chunks of one streamed completion, for one `for await` loop. Leaving the loop early cancels the request.
 *
 * The stream is complete when the end mark came, or when it ended after every choice had its `finish_reason`; any
 * other end throws a {@link StreamError} from the loop, or an `APITimeoutError` where a budget ran out. Nothing is sent
 * again.
 */
export class ChatCompletionStream<Chunk, Completion> implements AsyncIterable<Chunk> {
  readonly #accumulator = createAccumulator()
  readonly #response: Response
  readonly #call: Call
  readonly #counts = { events: 0, bytes: 0 }
  #state: 'unread' | 'reading' | StreamEnd['outcome'] = 'unread'
  #failure: unknown

  constructor(response: Response, call: Call) {
    this.#response = response
    this.#call = call
    call.partial = () => redactDeep(this.#accumulator.completion(), call.redact)
  }

  /** Starts the one loop that a stream has. A second one is a `TypeError`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Chunk, void> {
    if (this.#state !== 'unread')
      throw new TypeError('a stream can be read once: keep its chunks, or make another call')
    this.#state = 'reading'
    const reader = createEventReader(this.#call.limits.maxEventSize)
    let outcome: StreamEnd['outcome'] = 'left'
    try {
      for await (const bytes of readBody(this.#response, this.#call)) {
        this.#counts.bytes += bytes?.byteLength ?? 0
        for (const event of reader.feed(bytes)) {
          // What arrived together with the chunk at which the caller aborted is not wanted any more either.
          this.#call.signal.throwIfAborted()
          if (event.data === END_MARK) {
            outcome = 'complete'
            return
          }
          // The boundary to the generated types: what the gateway sent is taken for what its docs say.
          yield this.#take(event) as Chunk
        }
      }
      if (!this.#accumulator.isFinished()) throw this.#endedEarly(reader.strayText())
      outcome = 'complete'
    } catch (error) {
      outcome = 'failed'
      this.#failure = this.#explain(error)
      this.#call.notify('onError', { ...this.#call.event(), error: this.#failure })
      throw this.#failure
    } finally {
      this.#state = outcome
      this.#call.end()
      this.#call.notify('onStreamEnd', { ...this.#call.event(), ...this.#counts, outcome })
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

  #take(event: ServerSentEvent): WireChunk {
    const { idleBudget, timings, redact, elapsed } = this.#call
    this.#counts.events += 1
    const chunk = readChunk(event, redact)
    this.#accumulator.add(chunk)
    if (bearsContent(chunk)) {
      idleBudget.reset()
      timings.toFirstContent ??= elapsed()
    }
    return chunk
  }

  /** What the caller gets for whatever ended the loop. */
  #explain(error: unknown): unknown {
    const { signal, redact } = this.#call
    if (signal.aborted) return signal.reason
    if (error instanceof DoubaoError) return error
    if (error instanceof BadEventError) return this.#fail(error.message, error.code)
    return this.#fail('the stream broke off', undefined, { cause: redactThrown(error, redact) })
  }

  #endedEarly(strayText: string): StreamError {
    const { code, message } = readErrorBody(redactDeep(parseJson(strayText) ?? strayText, this.#call.redact))
    const summary = 'the stream ended before its completion did'
    return this.#fail(message ? `${summary}: ${message}` : summary, code)
  }

  /** The error of this stream, around what arrived of it so far. */
  #fail(text: string, code?: string, options?: ErrorOptions): StreamError {
    const { redact, facts, partial } = this.#call
    const message = redact(text)
    const requestId = facts.requestId ?? requestIdIn(message)
    const streamFacts: StreamErrorFacts = { ...facts, requestId, partial: partial(), code: code && redact(code) }
    return new StreamError(message, streamFacts, options)
  }
}
