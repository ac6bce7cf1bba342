import type { ExampleOutcome } from '../../runtimes/example/example.ts'
import type { PreparedExample, Runtime } from '../../runtimes/runtime.ts'
import type { ExampleTexts } from './expected-texts.ts'

/** How a runtime did. A call's problem is undefined where there is none. */
export type RuntimeResult = AbsentRuntime | PresentRuntime

export interface AbsentRuntime {
  runtime: string
  reason: string
}

export interface PresentRuntime {
  runtime: string
  version: string
  problems: Partial<Record<keyof ExampleOutcome, string>>
  milliseconds: number
}

/** Runs the example on one runtime, where it is there, and holds what it printed against the mock's own texts. */
export async function runRuntime(
  runtime: Runtime,
  example: PreparedExample,
  expected: ExampleTexts,
): Promise<RuntimeResult> {
  const presence = await runtime.find(example.installed)
  if ('reason' in presence) return { runtime: runtime.id, reason: presence.reason }
  const start = performance.now()
  const problems = await runtime.run(example).then(
    (printed) => findProblems(printed, expected),
    (error: unknown) => ({ json: String(error), stream: String(error) }),
  )
  const milliseconds = Math.round(performance.now() - start)
  return { runtime: runtime.id, version: presence.version, problems, milliseconds }
}

/** Whether a result is to end the command with status 1. */
export function isFailure(result: RuntimeResult): boolean {
  return 'problems' in result && Object.keys(result.problems).length > 0
}

function findProblems(printed: unknown, expected: ExampleTexts): PresentRuntime['problems'] {
  // The line comes from another program, which may have printed anything.
  const outcome = (typeof printed === 'object' && printed !== null ? printed : {}) as Partial<ExampleOutcome>
  const problems: PresentRuntime['problems'] = {}
  for (const call of ['json', 'stream'] as const) {
    const went = outcome[call] ?? { error: 'printed nothing' }
    if ('error' in went) problems[call] = went.error
    else if (went.text !== expected[call]) problems[call] = `gave ${JSON.stringify(went.text)}, not ${expected[call]}`
  }
  return problems
}
