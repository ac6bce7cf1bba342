import type { ChatCompletionParams } from 'doubao-client'

/** A key that stands in no other text of the tests. */
export const apiKey = 'sk-Zq8-never-to-be-shown-4711'

/** The smallest documented call. */
export const question = {
  model: 'doubao-seed-evolving',
  messages: [{ role: 'user', content: '你好！' }],
} satisfies ChatCompletionParams<'anyfast', 'doubao-seed-evolving'>

/** The smallest answer to it. */
export const answer = {
  id: '0217530000000000000000000000000000000000000000000aa01',
  object: 'chat.completion',
  created: 1753000000,
  model: 'doubao-seed-evolving',
  choices: [{ index: 0, message: { role: 'assistant', content: '你好。' }, finish_reason: 'stop' }],
}
