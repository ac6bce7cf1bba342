import { createAccumulator } from './accumulate.ts'
import type { Call } from './call.ts'
import { bearsContent, endedEarly, readChunk } from './chunk.ts'
import { StreamError } from './errors/broken-off-errors.ts'
import { DoubaoError } from './errors/doubao-error.ts'
import { readRequestId } from './errors/error-body.ts'
import { redactDeep, redactThrown } from './errors/redact.ts'
import type { StreamEnd } from './hooks.ts'
import { readBody } from './read-body.ts'
import { createEventReader, type Fail, type ServerSentEvent } from './server-sent-events.ts'
import type { WireChunk } from './wire-types.ts'

/** The data of the event after the last chunk. */
const END_MARK = '[DONE]'

/**
 * The chunks of one streamed completion, for one `for await` loop; leaving it cancels the request. The stream is complete
 * when the end mark came, or when it ended after every choice had its `finish_reason`. Any other end throws.
 */
export class ChatCompletionStream<Chunk, Completion> implements AsyncIterable<Chunk> {
  readonly #accumulator = createAccumulator()
  readonly #response: Response
  readonly #call: Call
  readonly #counts = { events: 0, bytes: 0 }
  #state: 'unread' | 'reading' | StreamEnd['outcome'] = 'unread'
  #failure: unknown

  /** Makes the error of this stream, around what arrived of it so far. */
  readonly #fail: Fail = (text, code, options) => {
    const { redact, facts, partial } = this.#call
    const message = redact(text)
    const requestId = facts.requestId ?? readRequestId(undefined, message)
    const streamFacts = { ...facts, requestId, partial: partial(), code: code && redact(code) }
    return new StreamError(message, streamFacts, options)
  }

  constructor(response: Response, call: Call) {
    this.#response = response
    this.#call = call
    call.partial = () => redactDeep(this.#accumulator.completion(), call.redact)
  }

  /** Starts the one loop that a stream has. A second one is a `TypeError`. */
  async *[Symbol.asyncIterator](): AsyncGenerator<Chunk, void> {
    const { signal, redact, limits, notify, event: tell, end } = this.#call
    if (this.#state !== 'unread') throw new TypeError('a stream can be read once: make another call')
    this.#state = 'reading'
    const reader = createEventReader(limits.maxEventSize, this.#fail)
    let outcome: StreamEnd['outcome'] = 'left'
    try {
      for await (const bytes of readBody(this.#response, this.#call)) {
        this.#counts.bytes += bytes?.byteLength ?? 0
        for (const event of reader.feed(bytes)) {
          // What arrived together with the chunk at which the caller aborted is not wanted any more either.
          signal.throwIfAborted()
          if (event.data.trim() === END_MARK) return void (outcome = 'complete')
          // The boundary to the generated types: what the gateway sent is taken for what its docs say.
          yield this.#take(event) as Chunk
        }
      }
      if (!this.#accumulator.isFinished()) throw endedEarly(reader.strayText(), redact, this.#fail)
      outcome = 'complete'
    } catch (error) {
      outcome = 'failed'
      this.#failure = error
      if (!signal.aborted && !(error instanceof DoubaoError)) {
        this.#failure = this.#fail('the stream broke off', undefined, { cause: redactThrown(error, redact) })
      }
      notify('onError', { ...tell(), error: this.#failure })
      throw this.#failure
    } finally {
      this.#state = outcome
      end()
      notify('onStreamEnd', { ...tell(), ...this.#counts, outcome })
    }
  }

  /**
   * The sum of all chunks as one completion, after the loop or instead of it. Throws what the loop threw, and a
   * {@link StreamError} with `partial` where the loop was left early. Within the loop it is a `TypeError`.
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
    const chunk = readChunk(event, redact, this.#fail)
    this.#accumulator.add(chunk)
    if (!bearsContent(chunk)) return chunk
    idleBudget.reset()
    timings.toFirstContent ??= elapsed()
    return chunk
  }
}
