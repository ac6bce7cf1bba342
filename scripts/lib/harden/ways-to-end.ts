import type { ChatCompletionStream, RequestOptions } from 'doubao-client'
import { BEHAVIOUR_HEADER, type Behaviour } from './server-messages.ts'

/** One call that is about to be ended in one way. */
export interface EndingCall {
  start: (options: RequestOptions) => Promise<ChatCompletionStream<unknown, unknown>>
  /** For calls that only their own signal ends. */
  controller: AbortController
  /** Lives as long as the process, and is never aborted. */
  shared: AbortSignal
  random: () => number
}

/** Ends a call, and rejects where the client did otherwise than it should. */
type WayToEnd = (call: EndingCall) => Promise<void>

const answeredWith = (behaviour: Behaviour) => ({ headers: { [BEHAVIOUR_HEADER]: behaviour } })

/** Every way in which a stream may end, by its name. */
export const waysToEnd: Record<string, WayToEnd> = {
  'aborted before the headers': (call) => abortSoon(call, 'silent'),
  'aborted before a retry': (call) => abortSoon(call, 'busy'),
  'aborted in the middle': async ({ start, controller, random }) => {
    const { signal } = controller
    const stream = await start({ ...answeredWith('drip'), signal })
    let left = Math.floor(random() * 8)
    await expectFailure(async () => {
      for await (const _ of stream) if (left-- === 0) controller.abort('left')
    }, 'left')
  },
  'aborted unread': async ({ start, controller }) => {
    await start({ ...answeredWith('drip'), signal: controller.signal })
    controller.abort('left')
  },
  'left by break': async ({ start, shared, random }) => {
    const stream = await start({ ...answeredWith('drip'), signal: shared })
    let left = Math.floor(random() * 8)
    for await (const _ of stream) if (left-- === 0) break
  },
  'out of idleTimeout': async ({ start, shared }) => {
    const stream = await start({ ...answeredWith('stall'), signal: shared, idleTimeout: 20 })
    await expectFailure(() => stream.finalChatCompletion(), 'APITimeoutError')
  },
  'out of totalTimeout': async ({ start, shared }) => {
    const call = start({ ...answeredWith('drip'), signal: shared, totalTimeout: 40, maxRetries: 0 })
    await expectFailure(async () => (await call).finalChatCompletion(), 'APITimeoutError')
  },
  'reset by the server': async ({ start, shared }) => {
    const stream = await start({ ...answeredWith('reset'), signal: shared })
    await expectFailure(() => stream.finalChatCompletion(), 'StreamError')
  },
  'read to its end': async ({ start, shared }) => {
    const stream = await start({ ...answeredWith('whole'), signal: shared })
    await stream.finalChatCompletion()
  },
}

async function abortSoon({ start, controller, random }: EndingCall, behaviour: Behaviour): Promise<void> {
  setTimeout(() => {
    controller.abort('left')
  }, random() * 20)
  await expectFailure(() => start({ ...answeredWith(behaviour), signal: controller.signal }), 'left')
}

/** The caller's own reason, or an error's name. */
async function expectFailure(act: () => Promise<unknown>, expected: string): Promise<void> {
  let seen = 'no error'
  try {
    await act()
  } catch (error) {
    seen = error instanceof Error ? error.name : String(error)
  }
  if (seen !== expected) throw new Error(`${expected} expected, but ${seen} came`)
}
