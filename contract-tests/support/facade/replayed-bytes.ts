import { answerWith, type ObservedFetch } from './observed-fetch.ts'

/** The sizes at which recorded bytes are replayed: within every character, within lines, and all at once. */
export const CHUNK_SIZES = [1, 2, 7, Infinity]

export interface ReplayOptions {
  chunkSize?: number
  /** What comes after the bytes: the end, nothing at all, or a broken connection. */
  ending?: 'close' | 'hang' | Error
  /** Called when the reader cancels. */
  onCancel?: () => void
}

/** A byte stream that hands out one slice a read. */
export function replayBytes(
  recording: string | Uint8Array,
  { chunkSize = Infinity, ending = 'close', onCancel }: ReplayOptions = {},
): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(typeof recording === 'string' ? new TextEncoder().encode(recording) : recording)
  let position = 0
  return new ReadableStream(
    {
      pull: async (controller) => {
        if (position < bytes.length) {
          controller.enqueue(bytes.slice(position, position + chunkSize))
          position += chunkSize
        } else if (ending === 'close') controller.close()
        else if (ending === 'hang') await new Promise(() => undefined)
        else controller.error(ending)
      },
      cancel: onCancel,
    },
    { highWaterMark: 0 },
  )
}

/** A `fetch` that answers every request with a recorded stream of events. */
export function replayEvents(recording: string | Uint8Array, options?: ReplayOptions): ObservedFetch {
  const headers = { 'Content-Type': 'text/event-stream; charset=utf-8' }
  return answerWith(() => new Response(replayBytes(recording, options), { headers }))
}
