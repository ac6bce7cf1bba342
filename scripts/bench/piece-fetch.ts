import type { Payload } from '../lib/bench/child-messages.ts'
import { makeEvents, makeLargeEvent } from './payload.ts'

const made = new Map<string, Uint8Array>()

/** The bytes of a stream. They are made once, since that takes longer than to read them. */
export function bytesOf(payload: Payload): Uint8Array {
  const key = JSON.stringify(payload)
  const bytes =
    made.get(key) ??
    new TextEncoder().encode('chunks' in payload ? makeEvents(payload.chunks) : makeLargeEvent(payload.eventBytes))
  made.set(key, bytes)
  return bytes
}

/** A `fetch` that answers with a stream in pieces of so many bytes, wherever that cuts. */
export function createPieceFetch(payload: Payload, pieceBytes: number): typeof fetch {
  const bytes = bytesOf(payload)
  return () => {
    let from = 0
    const body = new ReadableStream<Uint8Array>({
      pull(controller) {
        // What came from a network has a buffer of its own.
        if (from < bytes.length) controller.enqueue(bytes.slice(from, from + pieceBytes))
        else controller.close()
        from += pieceBytes
      },
    })
    return Promise.resolve(new Response(body, { headers: { 'Content-Type': 'text/event-stream' } }))
  }
}
