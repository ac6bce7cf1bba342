import { createAccumulator } from './accumulate.ts'
import type { Call } from './call.ts'
import { DoubaoError, StreamError } from './errors/errors.ts'
import { excerpt, readErrorBody, readRequestId } from './errors/error-body.ts'
import { redactDeep, redactThrown, type Redact } from './errors/redact.ts'
import type { StreamEnd } from './hooks.ts'
import { isObject, parseJson } from './json.ts'
import { readBody, type BodyReader } from './read-body.ts'
import { createEventReader, type Fail, type ServerSentEvent } from './server-sent-events.ts'
import type { WireChunk } from './wire-types.ts'

/** The chunks of one streamed completion, for one loop; leaving it cancels the request. A cut stream throws. */
export class ChatCompletionStream<Chunk, Completion> implements AsyncIterable<Chunk> {
  readonly #accumulator = createAccumulator()
  readonly #call: Call
  readonly #body: BodyReader
  #bytes = 0
  #state: 'unread' | 'reading' | StreamEnd['outcome'] = 'unread'
  #events: Iterator<ServerSentEvent, void> | undefined
  #taken = 0
  #failure: unknown

  constructor(response: Response, call: Call) {
    this.#body = readBody(response, call)
    this.#call = call
    call.partial = () => redactDeep(this.#accumulator.completion(), call.redact)
  }

  /** Starts the one loop that a stream has. A second one is a `TypeError`. */
  [Symbol.asyncIterator](): AsyncGenerator<Chunk, void> {
    if (this.#state !== 'unread') throw new TypeError('a stream can be read once: make another call')
    this.#state = 'reading'
    const chunks = this.#read()
    const resume = chunks.next.bind(chunks)
    let asked = 0
    // Where nobody waits, chunks that came together are handed out without a turn of the generator for each.
    chunks.next = () => {
      try {
        const value = asked++ === this.#taken ? this.#take() : undefined
        if (value) return Promise.resolve({ done: false, value })
      } catch (error) {
        return Promise.reject(this.#end('failed', error))
      }
      return resume()
    }
    // A generator would run neither of them before its first chunk, nor while it waits for one.
    chunks.return = () => Promise.resolve({ done: true, value: void this.#end('left') })
    chunks.throw = async (error) => {
      await chunks.return()
      throw error
    }
    return chunks
  }

  /** The sum of all chunks, after the loop or instead of it. Throws what the loop threw; a `StreamError` if it was left. */
  async finalChatCompletion(): Promise<Completion> {
    if (this.#state === 'reading') throw new TypeError('finalChatCompletion() works after the loop, or instead of it')
    if (this.#state === 'unread') for await (const _ of this);
    if (this.#state === 'failed') throw this.#failure
    const completion = this.#accumulator.completion()
    if (this.#state === 'complete' && completion) return completion as Completion
    throw this.#fail(this.#state === 'left' ? 'the stream was left before its end' : 'the stream held no choice')
  }

  async *#read(): AsyncGenerator<Chunk, void> {
    const reader = createEventReader(this.#call.limits.maxEventSize, this.#fail)
    try {
      while (this.#state === 'reading') {
        const bytes = await this.#body.read()
        this.#bytes += bytes?.byteLength ?? 0
        this.#events = reader.feed(bytes)
        for (let chunk; (chunk = this.#take());) yield chunk
        if (!bytes) this.#complete(reader.strayText())
      }
    } catch (error) {
      if (this.#state === 'reading') throw this.#end('failed', error)
    }
  }

  /** Without an end mark, a stream is complete where all choices are finished. */
  #complete(text: string): void {
    if (this.#accumulator.isFinished()) return void this.#end('complete')
    const { code, message } = readErrorBody(redactDeep(parseJson(text) ?? text, this.#call.redact))
    throw this.#fail(`the stream ended before its completion did${message ? `: ${message}` : ''}`, code)
  }

  /** Lets go of the request, and tells how the stream ended. Gives the error that its reader gets. */
  #end(outcome: StreamEnd['outcome'], error?: unknown): Error {
    if (this.#state !== 'reading') return this.#failure as Error
    const { signal, redact, notify, event: tell, end } = this.#call
    this.#state = outcome
    this.#body.close()
    end()
    if (outcome === 'failed') {
      this.#failure = error
      if (!signal.aborted && !(error instanceof DoubaoError)) {
        this.#failure = this.#fail('the stream broke off', undefined, { cause: redactThrown(error, redact) })
      }
      notify('onError', { ...tell(), error: this.#failure })
    }
    notify('onStreamEnd', { ...tell(), events: this.#taken, bytes: this.#bytes, outcome })
    return this.#failure as Error
  }

  /** The next chunk of what was read; undefined where there is none, and at the end mark. */
  #take(): Chunk | undefined {
    const { signal, timings, redact, elapsed } = this.#call
    const event = this.#state === 'reading' ? this.#events?.next().value : undefined
    if (!event) return undefined
    // What arrived together with the chunk at which the caller aborted is not wanted any more either.
    signal.throwIfAborted()
    if (event.data.trim() === '[DONE]') return void this.#end('complete')
    this.#taken += 1
    const chunk = readChunk(event, redact, this.#fail)
    this.#accumulator.add(chunk)
    const hasContent = bearsContent(chunk)
    this.#body.pause(hasContent)
    if (hasContent) timings.toFirstContent ??= elapsed()
    // The boundary to the generated types: what the gateway sent is taken for what its docs say.
    return chunk as Chunk
  }

  readonly #fail: Fail = (text, code, options) => {
    const { redact, facts, partial } = this.#call
    const message = redact(text)
    const requestId = facts.requestId ?? readRequestId(undefined, message)
    const streamFacts = { ...facts, requestId, partial: partial(), code: code && redact(code) }
    return new StreamError(message, streamFacts, options)
  }
}

/** Reads the chunk that an event holds, with choices in any case, or fails with what it holds instead. */
function readChunk({ event, data }: ServerSentEvent, redact: Redact, fail: Fail): WireChunk {
  const chunk = parseJson(data)
  const { choices, error } = (chunk ?? {}) as Record<'choices' | 'error', unknown>
  const isError = event === 'error' || error != null
  if (Array.isArray(choices) && choices.every(isObject) && !isError) return chunk as WireChunk
  const quote = excerpt(redact(data))
  const { code, message } = readErrorBody(redactDeep(chunk ?? data, redact))
  if (isError) throw fail(message ?? `an event is an error: ${quote}`, code)
  if (chunk === undefined) throw fail(`an event is no JSON: ${quote}`)
  if (!isObject(chunk) || choices != null) throw fail(`an event is no chunk: ${quote}`)
  if (message !== undefined) throw fail(message, code)
  return { ...chunk, choices: [] }
}

/** Whether a chunk brings what its reader waits for: not its role alone, and not an empty text to keep alive. */
function bearsContent({ choices, usage }: WireChunk): boolean {
  if (!choices?.length) return usage != null
  return choices.some(({ delta, finish_reason: finishReason }) => {
    if (finishReason) return true
    for (const key in delta) if (key !== 'role' && (delta[key] ?? '') !== '') return true
    return false
  })
}
