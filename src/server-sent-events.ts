import { createParser, type EventSourceMessage } from 'eventsource-parser'

/**
 * Reads the events of a byte stream by the WHATWG rules (https://html.spec.whatwg.org/multipage/server-sent-events.html),
 * but for one: an event that the end of the stream cuts off before its blank line is delivered too, since some
 * proxies leave that line out. Does not reconnect. Leaving the loop cancels the byte stream.
 */
export async function* readServerSentEvents(
  bytes: ReadableStream<Uint8Array>,
): AsyncGenerator<EventSourceMessage, void> {
  const events: EventSourceMessage[] = []
  const parser = createParser({ onEvent: (event) => events.push(event) })
  const decoder = new TextDecoder()
  const reader = bytes.getReader()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      parser.feed(done ? `${decoder.decode()}\n\n` : decoder.decode(value, { stream: true }))
      yield* events.splice(0)
      if (done) return
    }
  } finally {
    // After the end this does nothing; before it, it ends the request. What the connection says to that is no news.
    await reader.cancel().catch(() => undefined)
    reader.releaseLock()
  }
}
