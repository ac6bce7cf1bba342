import { createClient, DoubaoError } from 'doubao-client'
import * as fc from 'fast-check'
import { answerWith, brokenAnswer, type BrokenAnswer } from './broken-answer.ts'

/** A client that is given an answer: it returns a completion or throws. */
export type AskWith = (fetch: typeof globalThis.fetch, isStream: boolean) => Promise<unknown>

export interface PropertyOptions {
  /** The client; ours unless said. */
  ask?: AskWith
  /** Milliseconds after which a call hangs. Default 2,000: no answer here takes time. */
  deadline?: number
}

/**
 * Whatever an answer has become, a call gives a completion or throws a `DoubaoError`: no other error, no hang, and no
 * rejection that nobody handles.
 */
export function onlyTypedErrors({ ask = askOurClient, deadline = 2_000 }: PropertyOptions = {}) {
  return fc.asyncProperty(brokenAnswer, async (answer) => {
    const unhandled: unknown[] = []
    const onUnhandled = (reason: unknown) => unhandled.push(reason)
    process.on('unhandledRejection', onUnhandled)
    try {
      await checkAnswer(answer, ask, deadline)
      // Node tells of it once the microtasks are done.
      await new Promise(setImmediate)
    } finally {
      process.off('unhandledRejection', onUnhandled)
    }
    if (unhandled.length > 0) throw new Error('a rejection was not handled', { cause: unhandled[0] })
  })
}

async function checkAnswer(answer: BrokenAnswer, ask: AskWith, deadline: number): Promise<void> {
  let watchdog: NodeJS.Timeout | undefined
  const hang = new Promise<'hang'>((resolve) => {
    watchdog = setTimeout(resolve, deadline, 'hang')
  })
  try {
    const result = await Promise.race([ask(answerWith(answer), answer.isStream), hang])
    if (result === 'hang') throw new Error(`neither a completion nor an error within ${String(deadline)} ms`)
    if (!isCompletion(result)) throw new Error(`no completion: ${JSON.stringify(result)}`)
  } catch (error) {
    if (!(error instanceof DoubaoError)) throw error
  } finally {
    clearTimeout(watchdog)
  }
}

function isCompletion(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('choices' in value)) return false
  return Array.isArray(value.choices) && value.choices.length > 0
}

async function askOurClient(fetch: typeof globalThis.fetch, isStream: boolean): Promise<unknown> {
  const { completions } = createClient({ gateway: 'anyfast', apiKey: 'fuzz-key', fetch, maxRetries: 0 }).chat
  const question = { model: 'doubao-seed-evolving' as const, messages: [{ role: 'user' as const, content: '春' }] }
  if (!isStream) return await completions.create(question)
  const stream = await completions.create({ ...question, stream: true })
  return await stream.finalChatCompletion()
}
