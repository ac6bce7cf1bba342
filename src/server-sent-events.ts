import { createDecode } from './decode.ts'

/** One event of a stream. `id` and `retry` serve those alone who reconnect, which a paid request must not. */
export type ServerSentEvent = Record<'event' | 'data', string>
/** Makes the error that a stream ends with. */
export type Fail = (message: string, code?: string, options?: ErrorOptions) => Error

export interface EventReader {
  /** The events that these bytes complete. Undefined is the end, which stands in for an event's missing blank line. */
  feed: (bytes: Uint8Array | undefined) => Generator<ServerSentEvent, void>
  /** The beginning of what is no field of an event: plain words, or an error as JSON. */
  strayText: () => string
}

/** Reads by https://html.spec.whatwg.org/multipage/server-sent-events.html. Keeps `maxEventSize` characters at most. */
export function createEventReader(maxEventSize: number, fail: Fail): EventReader {
  const decode = createDecode()
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
  return {
    *feed(bytes) {
      const text = bytes ? decode(bytes) : `${decode(bytes)}\n\n`
      if (text === '') return
      let lines = endedWithCR && text.startsWith('\n') ? text.slice(1) : text
      endedWithCR = text.endsWith('\r')
      if (lines.includes('\r')) lines = lines.replaceAll(/\r\n?/g, '\n')
      // Not searched again: a line may grow with each read.
      const border = lines.lastIndexOf('\n') + 1
      ;[lines, rest] = border > 0 ? [rest + lines.slice(0, border), lines.slice(border)] : ['', rest + lines]
      for (let from = 0, end; (end = lines.indexOf('\n', from)) >= 0; from = end + 1) {
        if (end > from) take(lines.slice(from, end))
        else {
          if (data) yield { event, data }
          data = undefined
          event = ''
        }
      }
      checkSize(rest.length)
    },
    strayText: () => strayText,
  }
}
