import { fork } from 'node:child_process'
import { once } from 'node:events'
import { describeCrash } from '../faults/child-client.ts'
import type { AskMessage, Taken, Task, TellMessage } from './child-messages.ts'

/** One contestant in a process of its own, which does one task after the other. `await using` ends it. */
export interface ContestantProcess extends AsyncDisposable {
  /** Rejects where the contestant failed, or its process ended. */
  run: (task: Task) => Promise<Taken>
}

/** How to start contestants. */
export interface ContestantProgram {
  /** The compiled child program. */
  file: string
  peersFolder: string
}

export async function startContestant(id: string, program: ContestantProgram): Promise<ContestantProcess> {
  const child = fork(program.file, [id, program.peersFolder], {
    execArgv: ['--expose-gc'],
    // NODE_OPTIONS may carry this project's own conditions.
    env: { ...process.env, NODE_OPTIONS: '', NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  })
  let errorOutput = ''
  child.stderr?.on('data', (text: Buffer) => {
    errorOutput = (errorOutput + text.toString()).slice(-20_000)
  })
  const ended = once(child, 'close').then(([status]) => {
    throw new Error(`${id}: ${describeCrash(`exit status ${String(status)}`, errorOutput)}`)
  })
  ended.catch(() => undefined)
  const nextMessage = async (): Promise<TellMessage> => {
    const message = once(child, 'message').then(([told]) => told as TellMessage)
    return await Promise.race([message, ended])
  }
  await nextMessage()
  return {
    run: async (task) => {
      child.send({ task } satisfies AskMessage)
      const message = await nextMessage()
      if (message === 'loaded') throw new Error(`${id}: loaded twice`)
      if ('problem' in message) throw new Error(`${id}: ${message.problem}`)
      return message.taken
    },
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL')
      await ended.catch(() => undefined)
    },
  }
}
