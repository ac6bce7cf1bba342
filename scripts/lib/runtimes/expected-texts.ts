import type { ExampleOutcome } from '../../runtimes/example/example.ts'

/** The text of each of the example's two calls. */
export type ExampleTexts = Record<keyof ExampleOutcome, string>

/** What the mock answers, read without the client. */
export async function askMock(baseURL: string): Promise<ExampleTexts> {
  const json = JSON.parse(await post(baseURL, 'application/json')) as {
    choices: { message: { content: string } }[]
  }
  const events = await post(baseURL, 'text/event-stream')
  const pieces = [...events.matchAll(/^data: (\{.*)$/gm)].map(([, data = '']) => {
    const chunk = JSON.parse(data) as { choices: { delta: { content?: string } }[] }
    return chunk.choices[0]?.delta.content ?? ''
  })
  return { json: json.choices[0]?.message.content ?? '', stream: pieces.join('') }
}

async function post(baseURL: string, accept: string): Promise<string> {
  const response = await fetch(`${baseURL}/v1/chat/completions`, {
    method: 'POST',
    headers: { Accept: accept, Authorization: 'Bearer any', 'Content-Type': 'application/json' },
    body: JSON.stringify({
      model: 'doubao-seed-evolving',
      messages: [{ role: 'user', content: '你好！' }],
      stream: accept === 'text/event-stream',
    }),
  })
  if (!response.ok) throw new Error(`the mock answered ${String(response.status)}`)
  return await response.text()
}
