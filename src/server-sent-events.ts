/** One event of a stream. Its `id` and `retry` mean something to those alone who reconnect, which a paid POST must not. */
export interface ServerSentEvent {
  event: string
  data: string
}

/** Makes the error that a stream ends with. */
export type Fail = (message: string, code?: string, options?: ErrorOptions) => Error

/** Turns bytes into events. */
export interface EventReader {
  /**
   * The events that these bytes complete; undefined stands for the end of the stream, where an event without its blank
   * line is delivered, too: some proxies leave that line out.
   */
  feed: (bytes: Uint8Array | undefined) => Generator<ServerSentEvent, void>
  /** The beginning of what is no field of an event: a gateway's plain words, or an error as JSON. */
  strayText: () => string
}

const MAX_STRAY_TEXT = 4_000

/**
 * Reads by the WHATWG rules (https://html.spec.whatwg.org/multipage/server-sent-events.html): UTF-8, lines that end with
 * LF, CR or CR LF, any borders between reads. Of an unfinished event, `maxEventSize` characters are kept at most; a longer one fails.
 */
export function createEventReader(maxEventSize: number, fail: Fail): EventReader {
  const decoder = new TextDecoder()
  // Joined when its end comes: a line that grows with each read would be copied each time.
  let unfinishedLine: string[] = []
  let data: string[] = []
  let event = ''
  let size = 0
  let strayText = ''
  let endedWithCR = false

  const keep = (kept: string[], text: string) => {
    kept.push(text)
    size += text.length
    if (size > maxEventSize) throw fail(`an event is longer than ${String(maxEventSize)} characters (maxEventSize)`)
  }
  const takeLine = (line: string) => {
    const colon = line.indexOf(':')
    const name = colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1))
    if (name === 'data') keep(data, value)
    else if (name === 'event') event = value
    else if (!['', 'id', 'retry'].includes(name) && strayText.length < MAX_STRAY_TEXT) strayText += `${line}\n`
  }
  return {
    *feed(bytes) {
      const text = bytes ? decoder.decode(bytes, { stream: true }) : `${decoder.decode()}\n\n`
      if (text === '') return
      const [first = '', ...others] = text.slice(endedWithCR && text.startsWith('\n') ? 1 : 0).split(/\r\n|\r|\n/)
      endedWithCR = text.endsWith('\r')
      keep(unfinishedLine, first)
      for (const next of others) {
        const line = unfinishedLine.join('')
        size -= line.length
        unfinishedLine = []
        if (line !== '') takeLine(line)
        else {
          if (data.length > 0) yield { event, data: data.join('\n') }
          data = []
          event = ''
          size = 0
        }
        keep(unfinishedLine, next)
      }
    },
    strayText: () => strayText.slice(0, MAX_STRAY_TEXT),
  }
}
