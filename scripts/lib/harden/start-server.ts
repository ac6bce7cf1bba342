import { fork } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { ServerAnswer, ServerQuestion } from './server-messages.ts'

/** The gateway that the client is hardened against. `await using` ends its process. */
export interface HardenServer extends AsyncDisposable {
  baseURL: string
  /** Lets all streams of a load go on to their end. */
  finishLoads: () => Promise<void>
  /** How many answers are neither sent whole nor given up; waits a while for it to be none. */
  settle: () => Promise<number>
  /** Closes idle connections and tells how many are left; waits a while for it to be none. */
  closeIdle: () => Promise<number>
}

const PROGRAM = fileURLToPath(new URL('server-program.ts', import.meta.url))

/** Milliseconds that a connection's end may take. */
const PATIENCE = 3_000

export async function startHardenServer(): Promise<HardenServer> {
  const child = fork(PROGRAM, { execArgv: [] })
  const asked = new Map<number, (number: number) => void>()
  let nextId = 1
  const [{ number: port }] = (await once(child, 'message')) as [ServerAnswer]
  child.on('message', ({ id, number }: ServerAnswer) => {
    asked.get(id)?.(number)
    asked.delete(id)
  })
  const ask = (kind: ServerQuestion['kind']) =>
    new Promise<number>((resolve) => {
      const question: ServerQuestion = { id: nextId++, kind }
      asked.set(question.id, resolve)
      child.send(question)
    })
  return {
    baseURL: `http://127.0.0.1:${String(port)}`,
    finishLoads: async () => {
      await ask('finish')
    },
    settle: () => waitForNone(() => ask('unfinished')),
    closeIdle: () => waitForNone(() => ask('close-idle')),
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await once(child, 'close')
    },
  }
}

async function waitForNone(count: () => Promise<number>): Promise<number> {
  const startedAt = performance.now()
  for (;;) {
    const number = await count()
    if (number === 0 || performance.now() - startedAt > PATIENCE) return number
    await setTimeout(50)
  }
}
