import { inspect } from 'node:util'
import type { ErrorOutcome } from '../../../contract-tests/support/faults/outcome.ts'
import { textAt } from '../../../contract-tests/support/faults/read-unknown.ts'

/** The facts that a client may tell beside the error itself. */
export type ToldFacts = Partial<Omit<ErrorOutcome, 'kind' | 'isError'>>

/** What a client threw, or handed out in place of an answer, with what it tells of it. */
export function tellError(error: unknown, told: ToldFacts = {}): ErrorOutcome {
  return {
    kind: 'error',
    name: error instanceof Error ? nameOf(error) : null,
    message: messageOf(error),
    isError: error instanceof Error,
    status: null,
    code: null,
    requestId: null,
    partial: null,
    attempts: null,
    isRetryable: null,
    budget: null,
    ...told,
  }
}

/** Some classes never set their `name`. */
function nameOf(error: Error): string {
  return error.name === 'Error' ? error.constructor.name : error.name
}

function messageOf(error: unknown): string {
  if (typeof error === 'string') return error
  return textAt(error, 'message') ?? textAt(error, 'error', 'message') ?? inspect(error)
}
