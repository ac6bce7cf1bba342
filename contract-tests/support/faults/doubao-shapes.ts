// The shapes of Doubao's own recorded answers: `choices` first, `role` in every chunk, no `finish_reason` before the
// last chunk, an id of digits.

const HEAD = {
  created: 1753100000,
  id: '02175310000000000000000000000000000000000000000000aa1',
  model: 'doubao-seed-evolving',
}

/** One chunk of a stream. */
export function makeChunk(delta: Record<string, unknown>, finish?: string, index = 0): object {
  const choice = { delta: { ...delta, role: 'assistant' }, ...(finish && { finish_reason: finish }), index }
  return { choices: [choice], ...HEAD, service_tier: 'default', object: 'chat.completion.chunk', usage: null }
}

/** The chunk after the last choice. */
export function makeUsageChunk(usage: Record<string, unknown>): object {
  return { choices: [], ...HEAD, service_tier: 'default', object: 'chat.completion.chunk', usage }
}

/** A JSON answer. */
export function makeCompletion(message: Record<string, unknown>, finish = 'stop'): object {
  const choice = { finish_reason: finish, index: 0, logprobs: null, message: { ...message, role: 'assistant' } }
  const usage = { completion_tokens: 5, prompt_tokens: 12, total_tokens: 17 }
  return { choices: [choice], ...HEAD, service_tier: 'default', object: 'chat.completion', usage }
}
