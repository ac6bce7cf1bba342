import { parseJson } from '../check-context.ts'

/** The data of the event after the last chunk. */
const END_MARK = '[DONE]'

/** What an event stream holds, read without the package's own parser. */
export interface StreamEvents {
  /** The JSON of every event but end marks, in order; the text itself where it is no JSON. */
  chunks: unknown[]
  /** Where the end mark stands: after the last chunk, before some event, or nowhere. */
  endMark: 'last' | 'early' | 'missing'
}

/** Writes one event a chunk, and the end mark after them. */
export function writeEvents(chunks: readonly unknown[], endMark = `data: ${END_MARK}\n\n`): string {
  return chunks.map((chunk) => `data: ${JSON.stringify(chunk)}\n\n`).join('') + endMark
}

/** Reads the events of a whole stream; comments and other fields than `data` are no events. */
export function readEvents(text: string): StreamEvents {
  const events = text
    .replace(/^\uFEFF/, '')
    .split(/\r?\n\r?\n/)
    .map(dataOf)
    .filter((data) => data !== undefined)
  const [first, ...others] = events.flatMap((data, index) => (data === END_MARK ? [index] : []))
  const isLast = first === events.length - 1 && others.length === 0
  return {
    chunks: events.filter((data) => data !== END_MARK).map((data) => parseJson(data) ?? data),
    endMark: first === undefined ? 'missing' : isLast ? 'last' : 'early',
  }
}

/** The data of one event, its lines joined; undefined where it has none. */
function dataOf(event: string): string | undefined {
  const lines = event.split(/\r?\n/).filter((line) => line.startsWith('data:'))
  if (lines.length === 0) return undefined
  return lines.map((line) => line.slice('data:'.length).replace(/^ /, '')).join('\n')
}
