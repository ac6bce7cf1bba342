import { checkMockCanaries, checkSchemaCanaries } from './checks/canary.ts'
import { checkCoverage } from './checks/coverage.ts'
import { checkErrorStatus } from './checks/errors.ts'
import { checkInvalidRequest, checkRefusedKinds } from './checks/invalid-requests.ts'
import { checkOwnAnswers } from './checks/own-answers.ts'
import { checkOwnStreams } from './checks/own-streams.ts'
import { checkStream } from './checks/stream.ts'
import { checkValidRequest } from './checks/valid-requests.ts'
import type { CheckContext } from './check-context.ts'

/** One thing to check of a target. */
export interface Step {
  run: () => Promise<void> | void
  /** JSON pointer of the constraint that it is about, where it is about one. */
  pointer?: string | undefined
}

/** The checks of one target, in order. Everything is derived from its spec. */
export function planSteps(context: CheckContext): Step[] {
  const { body } = context.target.cases.requiredOnly
  return [
    {
      run: () => {
        checkSchemaCanaries(context)
      },
    },
    ...planMockSteps(context),
    { run: () => checkOwnAnswers(context, body) },
    { run: () => checkOwnStreams(context, body) },
  ]
}

/**
 * Those that ask the mock.
 *
 * @param focus JSON pointer of which the cases come first; the order changes no verdict
 */
export function planMockSteps(context: CheckContext, focus?: string): Step[] {
  const { operation, cases } = context.target
  const { requiredOnly, valid, invalid } = cases
  const stream = operation.answers.find(({ status }) => status === 200)?.streamExample
  const errors = [...operation.answers.map(({ status }) => status), ...operation.bareStatuses].filter(isError)
  const steps: Step[] = [
    ...valid.map((validCase) => ({ run: () => checkValidRequest(context, validCase) })),
    ...invalid.map((invalidCase) => {
      return { run: () => checkInvalidRequest(context, invalidCase), pointer: invalidCase.pointer }
    }),
    ...errors.map((status) => ({ run: () => checkErrorStatus(context, status, requiredOnly.body) })),
  ]
  if (stream !== undefined) steps.push({ run: () => checkStream(context, stream, requiredOnly) })
  const [first, ...others] = steps
  return [
    // Where the operation itself is gone, all else would only say so again.
    ...(first ? [first] : []),
    { run: () => checkMockCanaries(context, requiredOnly) },
    ...(focus === undefined ? others : focusOn(others, focus)),
    {
      run: () => {
        checkRefusedKinds(context, invalid)
        checkCoverage(context)
      },
    },
  ]
}

function focusOn(steps: Step[], focus: string): Step[] {
  const isNear = ({ pointer }: Step) => pointer?.startsWith(focus) === true
  return [...steps.filter(isNear), ...steps.filter((step) => !isNear(step))]
}

function isError(status: number): boolean {
  return status >= 400
}
