import { createClient, type ChatCompletionParams } from 'doubao-client'

/** How one call went: the text that came, or why it failed. */
export type CallOutcome = { text: string } | { error: string }

/** What the example prints, as one line of JSON. */
export interface ExampleOutcome {
  json: CallOutcome
  stream: CallOutcome
}

const question = {
  model: 'doubao-seed-evolving',
  messages: [{ role: 'user', content: '你好！' }],
} satisfies ChatCompletionParams<'anyfast', 'doubao-seed-evolving'>

/** The README's two calls, as every runtime has to run them. */
export async function runExample(where: {
  baseURL: string
  dangerouslyAllowBrowser?: boolean
}): Promise<ExampleOutcome> {
  const client = createClient({ gateway: 'anyfast', apiKey: 'any', ...where })
  return {
    json: await outcomeOf(async () => {
      const completion = await client.chat.completions.create(question)
      return completion.choices[0].message.content
    }),
    stream: await outcomeOf(async () => {
      const stream = await client.chat.completions.create({ ...question, stream: true })
      let text = ''
      for await (const chunk of stream) text += chunk.choices[0]?.delta.content ?? ''
      const whole = await stream.finalChatCompletion()
      const sum = whole.choices[0].message.content
      if (sum !== text) throw new Error(`finalChatCompletion() has ${JSON.stringify(sum)}, the loop had ${text}`)
      return text
    }),
  }
}

async function outcomeOf(call: () => Promise<string | null | undefined>): Promise<CallOutcome> {
  try {
    return { text: (await call()) ?? '' }
  } catch (error) {
    return { error: String(error) }
  }
}
