// The child program of `npm run bench`: one contestant, measured in a process of its own, one task after the other.
import type { AskMessage, TellMessage } from '../lib/bench/child-messages.ts'
import { loadContestant } from './contestants/index.ts'
import { runTask } from './run-task.ts'

const [id = '', peersFolder = ''] = process.argv.slice(2)
const contestant = loadContestant(id, peersFolder)

process.on('message', ({ task }: AskMessage) => {
  runTask(contestant, task).then(
    (taken) => {
      tell({ taken })
    },
    (error: unknown) => {
      tell({ problem: error instanceof Error ? (error.stack ?? error.message) : String(error) })
    },
  )
})
process.on('disconnect', () => process.exit())
tell('loaded')

function tell(message: TellMessage): void {
  process.send?.(message)
}
