/** The chunks of a stream whose events have one line of data each. */
export async function* plainStream(response: Response): AsyncGenerator<unknown, void> {
  if (!response.body) return
  const decoder = new TextDecoder()
  let buffer = ''
  for await (const bytes of response.body) {
    buffer += decoder.decode(bytes, { stream: true })
    let from = 0
    for (;;) {
      const end = buffer.indexOf('\n\n', from)
      if (end < 0) break
      const event = buffer.slice(from, end)
      from = end + 2
      if (!event.startsWith('data: ')) continue
      const data = event.slice(6)
      if (data === '[DONE]') return
      yield JSON.parse(data) as unknown
    }
    buffer = buffer.slice(from)
  }
}
