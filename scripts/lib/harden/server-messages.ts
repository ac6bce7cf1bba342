/** How the server answers a request: the value of its header `x-behaviour`. */
export type Behaviour = 'silent' | 'busy' | 'stall' | 'drip' | 'reset' | 'whole' | 'load'

/** Header that names the stream of a `load`. */
export const STREAM_HEADER = 'x-stream'

export const BEHAVIOUR_HEADER = 'x-behaviour'

/** Chunks of a stream under load. */
export const LOAD_CHUNKS = 200

/** The word in one chunk of one stream: no other chunk has it. */
export function wordOf(stream: string, chunk: number): string {
  return `流${stream}:${String(chunk)} `
}

/** What the server is asked: to finish the loads, how many answers are unfinished, to close idle connections. */
export interface ServerQuestion {
  id: number
  kind: 'finish' | 'unfinished' | 'close-idle'
}

/** What it says: once it listens its port, later the number asked for; of `close-idle` the connections that remain. */
export interface ServerAnswer {
  id: number
  number: number
}
