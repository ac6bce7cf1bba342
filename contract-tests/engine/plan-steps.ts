import { checkMockCanaries, checkSchemaCanaries } from './checks/canary.ts'
import { checkCoverage } from './checks/coverage.ts'
import { checkDocumentedCompletion } from './checks/documented-completion.ts'
import { checkErrorStatus, type DocumentedError } from './checks/errors.ts'
import { checkInvalidRequest, checkRefusedKinds } from './checks/invalid-requests.ts'
import { checkOwnAnswers } from './checks/own-answers.ts'
import { checkOwnStreams } from './checks/own-streams.ts'
import { checkStream } from './checks/stream.ts'
import { checkValidRequest } from './checks/valid-requests.ts'
import type { ChatOperation } from './chat-operation.ts'
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
  const success = operation.answers.find(({ status }) => status === 200)
  const steps: Step[] = [
    ...valid.map((validCase) => ({ run: () => checkValidRequest(context, validCase) })),
    ...invalid.map((invalidCase) => {
      return { run: () => checkInvalidRequest(context, invalidCase), pointer: invalidCase.pointer }
    }),
    ...errorsOf(operation).map((error) => ({ run: () => checkErrorStatus(context, error, requiredOnly.body) })),
    ...(success?.examples ?? []).map((example) => {
      return { run: () => checkDocumentedCompletion(context, example, requiredOnly) }
    }),
    ...(success?.streamExamples ?? []).map((example) => ({ run: () => checkStream(context, example, requiredOnly) })),
  ]
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

/** Each documented error with each of its examples; once where it has none. */
function errorsOf({ answers, bareStatuses }: ChatOperation): DocumentedError[] {
  const errors = answers.filter(({ status }) => status >= 400)
  return [
    ...errors.flatMap(({ status, examples }): DocumentedError[] => {
      return (examples.length === 0 ? [undefined] : examples).map((example) => ({ status, example }))
    }),
    ...bareStatuses.map((status) => ({ status, example: undefined })),
  ]
}
