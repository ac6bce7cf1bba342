import { createDecode } from './decode.ts'

/** One event of a stream. `id` and `retry` serve those alone who reconnect, which a paid request must not. */
export interface ServerSentEvent {
  event: string
  data: string
}

/** Makes the error that a stream ends with. */
export type Fail = (message: string, code?: string, options?: ErrorOptions) => Error

export interface EventReader {
  /** Takes bytes in; undefined is the end, which stands in for an event's missing blank line. Gives what `next` gives. */
  feed: (bytes: Uint8Array | undefined) => Iterable<ServerSentEvent>
  /** The next event that has come whole. */
  next: () => ServerSentEvent | undefined
  /** Whether lines have come that `next` did not read yet. */
  hasLines: () => boolean
  /** The beginning of what is no field of an event: plain words, or an error as JSON. */
  strayText: () => string
}

/**
 * Reads by the WHATWG rules (https://html.spec.whatwg.org/multipage/server-sent-events.html): UTF-8, lines that end with
 * LF, CR or CR LF, any borders between reads. Fails where more than `maxEventSize` characters of an event would be kept.
 */
export function createEventReader(maxEventSize: number, fail: Fail): EventReader {
  const decode = createDecode()
  // Whole lines, of which those from `position` on are not read yet, and the line that is not whole: it is not searched
  // again with each read that lengthens it.
  let lines = ''
  let position = 0
  let rest = ''
  let endedWithCR = false
  let data: string | undefined
  let event = ''
  let strayText = ''

  const checkSize = (size: number) => {
    if (size > maxEventSize) throw fail(`an event is longer than ${String(maxEventSize)} characters (maxEventSize)`)
  }
  const take = (line: string) => {
    checkSize(line.length + (data?.length ?? 0))
    const colon = line.indexOf(':')
    const name = line.startsWith('data:') ? 'data' : colon < 0 ? line : line.slice(0, colon)
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1))
    if (name === 'data') data = data === undefined ? value : `${data}\n${value}`
    else if (name === 'event') event = value
    else if (!['', 'id', 'retry'].includes(name) && strayText.length < 4_000) strayText += `${line}\n`
  }
  const next = () => {
    for (let end; (end = lines.indexOf('\n', position)) >= 0;) {
      const line = lines.slice(position, end)
      position = end + 1
      if (line !== '') take(line)
      else {
        const whole = data && { event, data }
        data = undefined
        event = ''
        if (whole) return whole
      }
    }
    checkSize(rest.length)
    return undefined
  }
  const append = (text: string) => {
    if (text === '') return
    const fresh = endedWithCR && text.startsWith('\n') ? text.slice(1) : text
    endedWithCR = text.endsWith('\r')
    const normal = fresh.includes('\r') ? fresh.replaceAll(/\r\n?/g, '\n') : fresh
    const end = normal.lastIndexOf('\n') + 1
    if (end > 0) {
      lines = lines.slice(position) + rest + normal.slice(0, end)
      position = 0
      rest = ''
    }
    rest += normal.slice(end)
  }
  const events = {
    *[Symbol.iterator]() {
      for (let whole; (whole = next());) yield whole
    },
  }
  return {
    feed: (bytes) => {
      append(bytes ? decode(bytes) : `${decode(bytes)}\n\n`)
      return events
    },
    next,
    hasLines: () => position < lines.length,
    strayText: () => strayText,
  }
}
