// The steps of an answer's body, as a scenario file writes them.

/** One step: what is sent, a pause, or an end before its time. */
export type Step = Content | Pause | BrokenEnd | Repeat

/** What is sent. */
export type Content =
  /** An event with a chunk in Doubao's shape; `role: assistant` is filled in. `finish` makes it the last one. */
  | { delta: Record<string, unknown>; finish?: string | undefined; choice?: number | undefined }
  /** The same with an empty delta. */
  | { finish: string; choice?: number | undefined }
  /** The chunk without a choice that `include_usage` asks for. */
  | { usage: Record<string, unknown> }
  /** The event `[DONE]`. */
  | 'done'
  /** An event with any JSON. */
  | { chunk: unknown }
  /** A comment between events. */
  | { comment: string }
  /** Text as it stands. */
  | { text: string }
  /** Bytes in hexadecimal. */
  | { bytes: string }
  /** A JSON text. */
  | { json: unknown }
  /** A JSON answer in Doubao's shape around this message; `role: assistant` is filled in. */
  | { completion: Record<string, unknown>; finish?: string | undefined }

export interface Repeat {
  repeat: { times: number; steps: Step[] }
}

/** Milliseconds, or for as long as the client stays. */
export type Pause = { wait: number } | 'stall'

/** A TCP reset, or an orderly end of the connection; of the body neither is an end. */
export type BrokenEnd = 'reset' | 'close'

/** A step that sends nothing. */
export function isControl(step: Step): step is Pause | BrokenEnd {
  return step === 'stall' || step === 'reset' || step === 'close' || (typeof step === 'object' && 'wait' in step)
}
