/** One event of a stream. `id` and `retry` serve those alone who reconnect, which a paid request must not. */
export interface ServerSentEvent {
  event: string
  data: string
}

/** Makes the error that a stream ends with. */
export type Fail = (message: string, code?: string, options?: ErrorOptions) => Error

export interface EventReader {
  /** The events that these bytes complete. Undefined is the end, which stands in for an event's missing blank line. */
  feed: (bytes: Uint8Array | undefined) => Generator<ServerSentEvent, void>
  /** The beginning of what is no field of an event: plain words, or an error as JSON. */
  strayText: () => string
}

/**
 * Reads by the WHATWG rules (https://html.spec.whatwg.org/multipage/server-sent-events.html): UTF-8, lines that end with
 * LF, CR or CR LF, any borders between reads. Fails where more than `maxEventSize` characters of an event would be kept.
 */
export function createEventReader(maxEventSize: number, fail: Fail): EventReader {
  const decoder = new TextDecoder()
  let rest = ''
  let endedWithCR = false
  let data: string | undefined
  let event = ''
  let strayText = ''

  const take = (line: string) => {
    if (line.length + (data?.length ?? 0) > maxEventSize) {
      throw fail(`an event is longer than ${String(maxEventSize)} characters (maxEventSize)`)
    }
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1))
    if (name === 'data') data = data === undefined ? value : `${data}\n${value}`
    else if (name === 'event') event = value
    else if (!['', 'id', 'retry'].includes(name) && strayText.length < 4_000) strayText += `${line}\n`
  }
  return {
    *feed(bytes) {
      const text = bytes ? decoder.decode(bytes, { stream: true }) : `${decoder.decode()}\n\n`
      if (text === '') return
      const fresh = text.slice(endedWithCR && text.startsWith('\n') ? 1 : 0)
      const lines = fresh.split(text.includes('\r') ? /\r\n?|\n/ : '\n')
      endedWithCR = text.endsWith('\r')
      // Not searched again: a line may grow with each read.
      lines[0] = rest + (lines[0] ?? '')
      rest = lines.pop() ?? ''
      for (const line of lines) {
        if (line !== '') take(line)
        else {
          if (data) yield { event, data }
          data = undefined
          event = ''
        }
      }
      if (rest.length > maxEventSize) take(rest)
    },
    strayText: () => strayText,
  }
}
