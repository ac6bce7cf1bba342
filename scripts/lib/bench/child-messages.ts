/** Where the child's streams come from: a server, or an injected `fetch` that gives pieces of so many bytes. */
export type Way = { baseURL: string } | { pieceBytes: number }

/** What a stream holds: so many chunks, or one event of so many bytes. */
export type Payload = { chunks: number } | { eventBytes: number }

/** What a contestant is to do, and what is measured of it. Calls without a server are answered by an injected `fetch`. */
export type Task =
  | { kind: 'calls'; baseURL?: string; calls: number; atOnce: number }
  | { kind: 'read'; way: Way; payload: Payload }
  | { kind: 'hold'; baseURL: string; streams: number }

/** Microseconds of CPU and of the clock, and bytes that the heap grew by or that are held; of the whole task. */
export type Taken = Partial<Record<'cpu' | 'clock' | 'bytes', number>>

export interface AskMessage {
  task: Task
}

export type TellMessage = 'loaded' | { taken: Taken } | { problem: string }
