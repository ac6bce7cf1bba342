// The child program: runs one client under test for the parent that asks by IPC. It handles no error of the client's,
// so that what would end a user's program ends this one.
import { setTimeout } from 'node:timers/promises'
import type { AskMessage, TellMessage } from '../lib/faults/child-messages.ts'
import { loadClient } from './clients/index.ts'

/** An error that nobody caught may come a little after the answer: it is to be counted as that call's. */
const LINGER_MILLISECONDS = 100

const [id = '', peersFolder = ''] = process.argv.slice(2)
const client = loadClient(id, peersFolder)

process.on('message', (message: AskMessage) => void answer(message))
process.send?.('loaded' satisfies TellMessage)

async function answer({ id, call }: AskMessage): Promise<void> {
  const outcome = await client.call(call)
  await setTimeout(LINGER_MILLISECONDS)
  process.send?.({ id, outcome } satisfies TellMessage)
}
