/** The part of eventsource-parser that is used here; it is not installed where this file is compiled. */
export interface ParserModule {
  createParser: (callbacks: { onEvent: (event: { data: string }) => void }) => { feed: (text: string) => void }
}

/** The chunks of a stream, by eventsource-parser's callbacks. */
export async function* parserStream(response: Response, { createParser }: ParserModule): AsyncGenerator<unknown, void> {
  if (!response.body) return
  const decoder = new TextDecoder()
  let events: string[] = []
  const parser = createParser({ onEvent: ({ data }) => events.push(data) })
  for await (const bytes of response.body) {
    parser.feed(decoder.decode(bytes, { stream: true }))
    const arrived = events
    events = []
    for (const data of arrived) {
      if (data === '[DONE]') return
      yield JSON.parse(data) as unknown
    }
  }
}
