import { wholeCompletion } from '../engine/answers/whole-completion.ts'
import type { PreparedTarget } from '../engine/contract-target.ts'
import { legalReason } from './legal-answers.ts'
import { mutateNodes, type NodeOperator } from './node-mutants.ts'

/** A JSON answer of status 200 that differs from a correct one in one thing. */
export interface AnswerMutant {
  operator: NodeOperator | 'error body' | 'list'
  /** JSON pointer of what differs. */
  pointer: string
  body: unknown
  /** Why it is a correct answer all the same; undefined where it is none. */
  legal: string | undefined
}

/** Every mutant of the completion that holds all that a target's docs state. Deterministic. */
export function answerMutants({ document, completionPointer }: PreparedTarget): AnswerMutant[] {
  const whole = wholeCompletion(document, completionPointer)
  const error = {
    code: 'InternalServiceError',
    message: 'The service met an error.',
    param: '',
    type: 'InternalServerError',
  }
  const others: Omit<AnswerMutant, 'legal'>[] = [
    { operator: 'error body', pointer: '', body: { error } },
    { operator: 'list', pointer: '', body: [whole] },
  ]
  return [...mutateNodes(whole), ...others].map((mutant) => ({ ...mutant, legal: legalReason('json', mutant) }))
}
