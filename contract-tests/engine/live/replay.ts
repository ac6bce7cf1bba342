import { prepareTarget, type ContractTarget } from '../contract-target.ts'
import type { Answer, Ask } from './answer.ts'
import type { LiveCase } from './live-case.ts'
import type { Recording } from './recording.ts'
import type { LiveRun } from './run-live.ts'

/** What a replay asks, and who answers. */
export interface Replay {
  runs: LiveRun[]
  ask: Ask
}

/** The target that a recording is of; undefined where there is none any more. */
export function findRecorded(targets: readonly ContractTarget[], recording: Recording): ContractTarget | undefined {
  const id = `${recording.gateway}/${recording.spec}`
  return targets.find((target) => target.id === id && target.model === recording.model)
}

/** Makes of recordings the calls that they hold, target by target, each answered as it was. */
export function planReplay(targets: readonly ContractTarget[], recordings: readonly Recording[]): Replay {
  const answers = new Map<LiveCase, Answer | undefined>()
  const runs = targets.flatMap((target) => {
    const own = recordings.filter((recording) => findRecorded(targets, recording) === target)
    const cases = own.map((recording) => {
      const { case: name, expects, request, response } = recording
      const liveCase: LiveCase = { name, expects, body: request.body }
      answers.set(liveCase, response ?? undefined)
      return liveCase
    })
    return cases.length > 0 ? [{ target: prepareTarget(target), cases }] : []
  })
  return { runs, ask: (_, liveCase) => Promise.resolve(answers.get(liveCase)) }
}
