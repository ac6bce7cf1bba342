/** The part of eventsource-parser/stream that is used here; it is not installed where this file is compiled. */
export interface ParserStreamModule {
  EventSourceParserStream: new () => TransformStream<string, { data: string }>
}

/** The chunks of a stream, by eventsource-parser's `TransformStream`. */
export async function* parserTransformStream(
  response: Response,
  { EventSourceParserStream }: ParserStreamModule,
): AsyncGenerator<unknown, void> {
  if (!response.body) return
  // Node's and the browser's types of a decoder stream differ in what they accept.
  const decoder = new TextDecoderStream() as ReadableWritablePair<string, Uint8Array>
  for await (const { data } of response.body.pipeThrough(decoder).pipeThrough(new EventSourceParserStream())) {
    if (data === '[DONE]') return
    yield JSON.parse(data) as unknown
  }
}
