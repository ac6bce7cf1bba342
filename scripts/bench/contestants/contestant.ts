import { question } from '../payload.ts'

/** Where a contestant's requests go. */
export interface Source {
  /** Without `/v1`. */
  baseURL: string
  /** What answers in place of the runtime's `fetch`. */
  fetch: typeof fetch | undefined
}

/** One way to make the calls that are measured: a client as its README uses it, or a yardstick. */
export interface Contestant {
  /** Makes a client, and gives what makes one JSON call with it. */
  prepareCall?: (source: Source) => () => Promise<unknown>
  /** Makes a client, and gives what opens one stream with it. */
  prepareStream?: (source: Source) => () => Promise<AsyncIterable<unknown>>
  /** Whether its streams give one item for all that came, in place of one for each chunk. */
  givesOne?: boolean
  /** Whether an item came from the server; all do, unless said. */
  isContent?: (item: unknown) => boolean
}

export const API_KEY = 'bench-key'

/** The response of a stream that is asked for by hand. */
export async function fetchStream({ baseURL, fetch = globalThis.fetch }: Source): Promise<Response> {
  const response = await fetch(`${baseURL}/v1/chat/completions`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${API_KEY}` },
    body: JSON.stringify({ ...question, stream: true }),
  })
  if (!response.ok) throw new Error(`status ${String(response.status)}`)
  return response
}

/** A stream of one item, for what reads a stream by itself. */
export async function* giveOne(whole: Promise<unknown>): AsyncGenerator<unknown, void> {
  yield await whole
}
